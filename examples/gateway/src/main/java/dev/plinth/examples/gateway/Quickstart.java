/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.postgres.PostgresStrategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.io.PrintStream;

/** The program of the README. */
final class Quickstart {
  private Quickstart() {}

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
      Entity bob = db.dao("consumers").insert(Values.of("username", "bob"));
      Dao<Entity> keys = db.dao("keyauth_credentials");
      keys.insert(Values.of("consumer", bob.key()).and("key", "secret"));
      keys.insert(
          Values.of(
              "consumer",
              Key.by("username", "bob"))); // by a unique value; the schema makes the key
      keys.select(Key.by("key", "secret")).ifPresent(key -> out.println(key.toJson()));
      db.dao("consumers").delete(bob.key()); // and his keys
      out.println(keys.select(Key.by("key", "secret")).isPresent());
    }
    // readme:end
  }
}
