/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import static dev.plinth.schema.Fields.string;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What has run, one row a migration, in an ordinary table of the framework. */
final class Journal {
  private static final int PAGE = 1_000;
  private static final Schema SCHEMA =
      Schema.named("plinth_migrations")
          .primaryKey("subsystem", "migration")
          .noAdminApi()
          .field("subsystem", string().required())
          .field("migration", string().required())
          .field("state", string().required().oneOf("pending", "executed"))
          .field("created_at", Typedefs.createdAt())
          .build();

  private final Table table =
      Objects.requireNonNull(Table.of(SchemaSet.of(SCHEMA)).get(SCHEMA.name()));
  private final EntityType type = table.type();
  private final Strategy strategy;
  private final EntityStore store;

  Journal(Strategy strategy) {
    this.strategy = strategy;
    this.store = strategy.store(table);
  }

  boolean exists(Session session) {
    return session.catalogue().exists(table.name());
  }

  void create() {
    strategy.prepare(table);
  }

  /** Returns the state of each migration recorded, by subsystem and name. */
  Map<String, Map<String, State.Of>> read() {
    Map<String, Map<String, State.Of>> read = new LinkedHashMap<>();
    Scan scan = Scan.all(PAGE, null);
    do {
      Slice slice = store.page(scan);
      for (Entity row : slice.entities()) {
        State.Of of = "pending".equals(row.get("state")) ? State.Of.PENDING : State.Of.EXECUTED;
        read.computeIfAbsent(
                String.valueOf(row.get("subsystem")), subsystem -> new LinkedHashMap<>())
            .put(String.valueOf(row.get("migration")), of);
      }
      scan = scan.from(slice.position());
    } while (scan.position() != null);
    return read;
  }

  void record(String subsystem, String migration, boolean pending) {
    Values values =
        Values.of("subsystem", subsystem)
            .and("migration", migration)
            .and("state", pending ? "pending" : "executed");
    store.upsert(new Insert(table, type.upsert(values).entity()));
  }
}
