/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.EntityOf;
import dev.plinth.dao.Query;
import dev.plinth.dao.Ref;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.postgres.PostgresStrategy;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import java.io.PrintStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The program of the README. */
final class Quickstart {
  private Quickstart() {}

  // readme-views:begin
  @EntityOf("consumers")
  record Consumer(@Nullable UUID id, String username) {
    Consumer renamed(String name) {
      return new Consumer(id, name);
    }
  }

  @EntityOf("keyauth_credentials")
  record ApiKey(@Nullable UUID id, Ref<Consumer> consumer, @Nullable String key) {}

  // readme-views:end

  static void run(PrintStream out) {
    // readme:begin
    Schema consumers =
        Schema.named("consumers")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("username", string().unique().required())
            .build();
    Schema credentials =
        Schema.named("keyauth_credentials")
            .primaryKey("id")
            .endpointKey("key")
            .ttl()
            .field("id", Typedefs.id())
            .field("created_at", Typedefs.createdAt())
            .field("consumer", foreign("consumers").onDelete(OnDelete.CASCADE))
            .field("key", string().unique().auto())
            .build();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Db db = Db.on(PostgresStrategy.of(postgres.url())).schemas(consumers, credentials).open()) {
      db.createTables(); // for first steps; production uses migrations
      Dao<Consumer> people = db.dao(Consumer.class); // fails here if record and schema differ
      Dao<ApiKey> keys = db.dao(ApiKey.class);
      Consumer bob = people.insert(new Consumer(null, "bob")); // the schema makes the id
      keys.insert(new ApiKey(null, people.ref(bob), "secret"));
      keys.insert(new ApiKey(null, Ref.by("username", "bob"), null)); // and the key
      keys.select(Key.by("key", "secret")).ifPresent(key -> out.println(key.consumer()));
      people.update(bob, bob.renamed("robert")); // only what differs is written
      people.delete(people.ref(bob)); // and his keys
      out.println(keys.stream(Query.all()).count());
    }
    // readme:end
  }
}
