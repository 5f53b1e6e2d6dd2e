/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row as it is kept for other nodes: which row, and the unique values that it has
 * now. Immutable; may gain accessors.
 */
public final class Event {
  private final Kind kind;
  private final Table table;
  private final @Nullable Key key;
  private final Map<Index, Key> uniqueValues;

  private Event(Kind kind, Table table, @Nullable Key key, Map<Index, Key> uniqueValues) {
    this.kind = kind;
    this.table = table;
    this.key = key;
    this.uniqueValues = Collections.unmodifiableMap(uniqueValues);
  }

  /**
   * Returns the event of one row.
   *
   * @param key the primary key, a part for each of its columns
   * @param uniqueValues the values of unique indexes, the primary one apart, that the row has, or
   *     had when it was deleted
   */
  public static Event of(Kind kind, Table table, Key key, Map<Index, Key> uniqueValues) {
    return new Event(
        kind, table, Objects.requireNonNull(key, "key"), new LinkedHashMap<>(uniqueValues));
  }

  /** Returns the event of a row in its present state. */
  public static Event of(Kind kind, Table table, Entity row) {
    Map<Index, Key> values = new LinkedHashMap<>();
    for (Index index : table.indexes()) {
      Key value = index.isUnique() ? table.keyIn(index, row) : null;
      if (value != null && index != table.primary()) {
        values.put(index, value);
      }
    }
    Key key = Objects.requireNonNull(table.keyIn(table.primary(), row), "primary key");
    return new Event(kind, table, key, values);
  }

  /** Returns the event of a table from which all rows were removed at once. */
  public static Event truncated(Table table) {
    return new Event(Kind.TRUNCATED, table, null, Map.of());
  }

  /** Returns what happened. */
  public Kind kind() {
    return kind;
  }

  /** Returns the table. */
  public Table table() {
    return table;
  }

  /** Returns the primary key of the row; null when all rows of the table are meant. */
  public @Nullable Key key() {
    return key;
  }

  /** Returns the values of unique indexes that are not null, the primary key apart. */
  public Map<Index, Key> uniqueValues() {
    return uniqueValues;
  }

  @Override
  public String toString() {
    return kind + " " + table + (key == null ? "" : " " + key);
  }

  /** What happened to a row. Closed to match. */
  public enum Kind {
    /** It was made. */
    CREATED,
    /** It was changed. */
    UPDATED,
    /** It was removed. */
    DELETED,
    /** All rows of the table were removed at once. */
    TRUNCATED
  }
}
