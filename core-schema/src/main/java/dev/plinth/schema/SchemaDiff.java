/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is different between two versions of schemas, and whom that breaks: those who write
 * entities, those who read them, or nobody. An entity or a field with another name is one that is
 * gone and one that is new. Each difference is judged by itself: what a new default does to a check
 * is not looked at.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SchemaDiff {
  private final List<SchemaChange> changes;

  private SchemaDiff(List<SchemaChange> changes) {
    this.changes = List.copyOf(changes);
  }

  /** Compares two versions of a schema. */
  public static SchemaDiff between(Schema before, Schema after) {
    return between(List.of(before), List.of(after));
  }

  /**
   * Compares two versions of several schemas, by their names, in any order.
   *
   * @throws IllegalArgumentException when two of one version have the same name
   */
  public static SchemaDiff between(Collection<Schema> before, Collection<Schema> after) {
    Map<String, Schema> old = byName(before);
    Map<String, Schema> now = byName(after);
    Changes changes = new Changes();
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Schema left = old.get(name);
      Schema right = now.get(name);
      if (left == null) {
        changes.add(name, SchemaChange.Impact.COMPATIBLE, "the entity is new");
      } else if (right == null) {
        changes.add(name, SchemaChange.Impact.BREAKS_BOTH, "the entity is gone");
      } else {
        new SchemaComparison(name, changes).compare(left.attributes(), right.attributes());
      }
    }
    return new SchemaDiff(changes.list());
  }

  private static Map<String, Schema> byName(Collection<Schema> schemas) {
    Map<String, Schema> byName = new TreeMap<>();
    for (Schema schema : schemas) {
      if (byName.put(schema.name(), schema) != null) {
        throw new IllegalArgumentException("two schemas are named '" + schema.name() + "'");
      }
    }
    return byName;
  }

  /** Returns the differences, by entity; empty when there are none. */
  public List<SchemaChange> changes() {
    return changes;
  }

  /** Returns the part of a version number that the differences raise; none raise the least. */
  public Level level() {
    Level level = Level.PATCH;
    for (SchemaChange change : changes) {
      Level one = change.impact().level();
      level = one.compareTo(level) > 0 ? one : level;
    }
    return level;
  }

  /**
   * A part of a version number, the least first. Closed to match: no constant is added before a
   * major version.
   */
  public enum Level {
    /** Nothing differs but texts for people. */
    PATCH,
    /** Something is new, and nothing breaks. */
    MINOR,
    /** Something breaks. */
    MAJOR
  }

  /** Collects differences. For one thread. */
  static final class Changes {
    private final List<SchemaChange> list = new ArrayList<>();

    void add(String path, SchemaChange.Impact impact, String message) {
      list.add(new SchemaChange(path, impact, message));
    }

    List<SchemaChange> list() {
      return list;
    }
  }
}
