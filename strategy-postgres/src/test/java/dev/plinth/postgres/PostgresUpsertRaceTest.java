/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many who replace the same rows at once, each with the unique value that the row has. */
class PostgresUpsertRaceTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 1_000;
  private static final UUID[] IDS = {new UUID(0, 1), new UUID(0, 2), new UUID(0, 3)};

  @Test
  void upserts_ofRowsThatKeepTheirValues_areNeverRefused()
      throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Db db =
        Db.on(PostgresStrategy.of(TestDatabase.config()))
            .schemas(
                Schema.named("owners")
                    .primaryKey("id")
                    .field("id", Typedefs.id())
                    .field("name", string().unique())
                    .field("text", string().unique())
                    .build())
            .open()) {
      db.createTables();
      Dao<Entity> owners = db.dao("owners");
      List<Future<?>> begun = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        begun.add(threads.submit(() -> upsertAll(owners)));
      }
      for (Future<?> one : begun) {
        one.get();
      }
      assertThat(owners.select(Key.of(IDS[0])).orElseThrow().get("name")).isEqualTo("0");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void upsertAll(Dao<Entity> owners) {
    for (int i = 0; i < ROUNDS; i++) {
      int place = i % IDS.length;
      owners.upsert(
          Key.of(IDS[place]),
          Values.of("name", Integer.toString(place)).and("text", UUID.randomUUID().toString()));
    }
  }
}
