/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.OnDelete;
import java.util.List;

/** A reference of the rows of one table to the rows of another. Immutable. */
public final class Reference {
  private final String field;
  private final String childTable;
  private final String childSchema;
  private final List<String> columns;
  private final String parentTable;
  private final String parentSchema;
  private final List<String> parentColumns;
  private final OnDelete onDelete;

  Reference(
      String field,
      String childTable,
      String childSchema,
      List<String> columns,
      String parentTable,
      String parentSchema,
      List<String> parentColumns,
      OnDelete onDelete) {
    this.field = field;
    this.childTable = childTable;
    this.childSchema = childSchema;
    this.columns = List.copyOf(columns);
    this.parentTable = parentTable;
    this.parentSchema = parentSchema;
    this.parentColumns = List.copyOf(parentColumns);
    this.onDelete = onDelete;
  }

  /** Returns the name of the foreign field. */
  public String field() {
    return field;
  }

  /** Returns the table of the rows that refer. */
  public String childTable() {
    return childTable;
  }

  /** Returns the schema of the rows that refer. */
  public String childSchema() {
    return childSchema;
  }

  /**
   * Returns the referring columns; with the workspace last where both tables have one. A reference
   * with a null in it refers to nothing.
   */
  public List<String> columns() {
    return columns;
  }

  /** Returns the table referred to. */
  public String parentTable() {
    return parentTable;
  }

  /** Returns the schema referred to. */
  public String parentSchema() {
    return parentSchema;
  }

  /** Returns the columns referred to, in the order of {@link #columns}. */
  public List<String> parentColumns() {
    return parentColumns;
  }

  /**
   * Returns what the engine does with the referring rows before it asks the store to delete the one
   * they refer to; the store itself always refuses.
   */
  public OnDelete onDelete() {
    return onDelete;
  }

  @Override
  public String toString() {
    return childTable + "." + field;
  }
}
