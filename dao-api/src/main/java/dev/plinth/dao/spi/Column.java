/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column of a {@link Table}. Immutable. */
public final class Column {
  private final String name;
  private final int position;
  private final ColumnType type;
  private final boolean nullable;
  private final Function<Entity, @Nullable Object> reader;
  private final int slot;
  private final int part;

  Column(
      String name,
      int position,
      ColumnType type,
      boolean nullable,
      Function<Entity, @Nullable Object> reader,
      int slot,
      int part) {
    this.name = name;
    this.position = position;
    this.type = type;
    this.nullable = nullable;
    this.reader = reader;
    this.slot = slot;
    this.part = part;
  }

  /**
   * Returns the name: that of the field, {@code <field>_<key field>} for a reference, {@code ws_id}
   * for the workspace, {@code cache_key} for a composite cache key.
   */
  public String name() {
    return name;
  }

  /** Returns the place among the table's columns, from 0. */
  public int position() {
    return position;
  }

  /** Returns the place of the field among the schema's; -1 for a column of the framework's own. */
  int slot() {
    return slot;
  }

  /** Returns which part of a reference this is, from 0. */
  int part() {
    return part;
  }

  /** Returns the type. */
  public ColumnType type() {
    return type;
  }

  /** Says whether the store must take null. */
  public boolean isNullable() {
    return nullable;
  }

  /** Returns the value of the column in the entity's row, of the Java type of {@link #type}. */
  public @Nullable Object get(Entity entity) {
    return reader.apply(entity);
  }

  @Override
  public String toString() {
    return name;
  }
}
