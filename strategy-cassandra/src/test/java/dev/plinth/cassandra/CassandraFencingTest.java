/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is begun and then ended by others never takes effect: E8 of the protocols. */
class CassandraFencingTest {
  private static final Schema ROWS =
      Schema.named("fenced_rows")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string())
          .build();

  @Test
  void end_absentRow_refusesTheInsertThatWasBegun() {
    try (Begun begun = new Begun()) {
      assertThat(begun.end()).isEqualTo(CassandraFencing.Ending.UNTOUCHED);
      assertThat(begun.insertsLate()).isFalse();
    }
  }

  @Test
  void end_rowOfAnotherInsertThatGoesAgain_refusesTheInsertThatWasBegun() {
    try (Begun begun = new Begun()) {
      begun.store.insert(new Insert(begun.table, begun.entity));
      assertThat(begun.end()).isEqualTo(CassandraFencing.Ending.CHANGED);
      Entity stored = Objects.requireNonNull(begun.store.select(begun.table.primary(), begun.key));
      assertThat(begun.store.delete(new Delete(begun.table, stored))).isTrue();
      assertThat(begun.insertsLate()).isFalse();
      assertThat(begun.store.select(begun.table.primary(), begun.key)).isNull();
    }
  }

  /** An insert that was begun when the row was absent and has not taken effect yet. */
  private static final class Begun implements AutoCloseable {
    final Table table = Objects.requireNonNull(Table.of(SchemaSet.of(ROWS)).get(ROWS.name()));
    final CassandraConfig config = TestDatabase.config();
    final CassandraStrategy strategy = CassandraStrategy.of(config);
    final EntityStore store = strategy.store(table);
    final CassandraSessions sessions = new CassandraSessions(config);
    final CassandraEvents events = new CassandraEvents(sessions);
    final CassandraStatements statements =
        new CassandraStatements(sessions, table, Clock.systemUTC(), events, CassandraSteps.NONE);
    final Entity entity = table.type().insert(Values.of("name", "begun")).entity();
    final Key key = entity.key();

    Begun() {
      strategy.prepare(table);
    }

    CassandraFencing.Ending end() {
      return statements.fencing().end(key, CassandraState.ABSENT);
    }

    boolean insertsLate() {
      UUID version = UUID.randomUUID();
      CassandraState state = new CassandraState(version, null, version, null, Map.of(), null);
      return statements
          .writes()
          .insert(
              new CassandraWrites.Content(entity, state),
              CassandraReads.parts(key),
              CassandraState.ABSENT);
    }

    @Override
    public void close() {
      events.close();
      sessions.close();
      strategy.close();
    }
  }
}
