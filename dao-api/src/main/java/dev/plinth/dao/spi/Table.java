/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.SchemaSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flat form of a schema, as a store sees it: columns of simple types, indexes, references.
 * Records, sets of maps and subschemas are JSON columns here. Immutable.
 *
 * <p>A table with {@link #hasTtl} needs a place for the time at which a row expires, of the store's
 * own making.
 */
public final class Table {
  private Table() {}

  /** Returns the tables of the schemas, by name of schema, those referred to first. */
  public static Map<String, Table> of(SchemaSet schemas) {
    return Pending.value();
  }

  /** Returns the compiled schema. */
  public EntityType type() {
    return Pending.value();
  }

  /** Returns the name of the table. */
  public String name() {
    return Pending.value();
  }

  /** Returns the columns, in order. */
  public List<Column> columns() {
    return Pending.value();
  }

  /** Returns the index of the primary key. */
  public Index primary() {
    return Pending.value();
  }

  /** Returns the indexes, the primary one first, then unique ones, then others. */
  public List<Index> indexes() {
    return Pending.value();
  }

  /** Returns the index about this one field. */
  public Optional<Index> index(String field) {
    return Pending.value();
  }

  /** Returns the references of these rows to others. */
  public List<Reference> references() {
    return Pending.value();
  }

  /** Returns the references of other rows, or of these, to these. */
  public List<Reference> referencedBy() {
    return Pending.value();
  }

  /** Says whether rows may expire. */
  public boolean hasTtl() {
    return Pending.value();
  }

  /** Says whether rows have {@code tags} to be found by. */
  public boolean hasTags() {
    return Pending.value();
  }

  /** Says whether rows lie in workspaces, in the column {@code ws_id}. */
  public boolean hasWorkspaces() {
    return Pending.value();
  }

  /** Returns an empty row to be filled from the store. */
  public Row newRow() {
    return Pending.value();
  }
}
