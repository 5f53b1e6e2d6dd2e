/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.cassandra.FaultWorld.CHILDREN;
import static dev.plinth.cassandra.FaultWorld.EXPIRING;
import static dev.plinth.cassandra.FaultWorld.PARENTS;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the operations whose statements fail have in common. */
final class FaultRows {
  private FaultRows() {}

  static void parent(FaultScene scene, String part) {
    scene
        .world()
        .witness()
        .db()
        .dao(PARENTS)
        .insert(Values.of("id", scene.id(part)).and("name", scene.value(part + " name")));
  }

  static Entity parent(FaultScene scene, String part, Db db) {
    return db.dao(PARENTS).insert(Values.of("id", scene.id(part)).and("name", scene.value("name")));
  }

  static Values child(FaultScene scene, String part, @Nullable String parent) {
    Values values =
        Values.of("id", scene.id(part))
            .and("name", scene.value(part + " name"))
            .and("alias", scene.value(part + " alias"));
    return parent == null ? values : values.and("parent", scene.key(parent));
  }

  static void watchChild(FaultScene scene, String part) {
    scene
        .row(CHILDREN, part)
        .owner(CHILDREN, "name", part + " name")
        .owner(CHILDREN, "alias", part + " alias");
  }

  static Entity expiring(FaultScene scene, String part, Db db) {
    return db.dao(EXPIRING)
        .insert(
            Values.of("id", scene.id(part)).and("name", scene.value("name")),
            WriteOptions.ttl(Duration.ofMinutes(10)));
  }

  static String refused(Supplier<Object> write) {
    try {
      return "not refused: " + write.get();
    } catch (DaoException.Duplicate | DaoException.Dangling | DaoException.Referenced e) {
      return e.code().toString();
    }
  }

  /** Writes what refers to a row that is deleted just before, or afterwards at the latest. */
  static String whileParentGoes(FaultScene scene, Supplier<Object> write) {
    Db db = scene.world().witness().db();
    scene.world().meanwhile(CassandraStep.READY, () -> db.dao(PARENTS).delete(scene.key("parent")));
    try {
      return refused(write);
    } finally {
      scene.world().meanwhile(CassandraStep.READY, () -> {});
      db.dao(PARENTS).delete(scene.key("parent"));
    }
  }
}
