/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.Objects;

/** A row to be removed. Immutable; may gain accessors. */
public final class Delete {
  private final Table table;
  private final Entity stored;

  /** Makes the request to remove {@code stored}, as it was read. */
  public Delete(Table table, Entity stored) {
    this.table = Objects.requireNonNull(table, "table");
    this.stored = Objects.requireNonNull(stored, "stored");
  }

  /** Returns the table. */
  public Table table() {
    return table;
  }

  /** Returns the row that was read, with its {@link Entity#version}. */
  public Entity stored() {
    return stored;
  }
}
