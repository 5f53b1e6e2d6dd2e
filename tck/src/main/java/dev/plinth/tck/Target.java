/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.UUID;

/** The entities that a step is about: of one schema, and in one workspace or in all. */
record Target(String schema, Place place) {
  private static final UUID SECOND = new UUID(0, 2);

  /** In which workspace. */
  enum Place {
    FIRST,
    SECOND,
    ACROSS
  }

  Dao<Entity> in(Db db) {
    return switch (place) {
      case FIRST -> db.dao(schema);
      case SECOND -> db.in(Key.of(SECOND)).dao(schema);
      case ACROSS -> db.acrossWorkspaces().dao(schema);
    };
  }

  /** Returns the source that gets the DAO from a registry of that name. */
  String code(String db) {
    String view =
        switch (place) {
          case FIRST -> "";
          case SECOND -> ".in(" + SourceText.of(Key.of(SECOND)) + ")";
          case ACROSS -> ".acrossWorkspaces()";
        };
    return db + view + ".dao(" + SourceText.of(schema) + ")";
  }
}
