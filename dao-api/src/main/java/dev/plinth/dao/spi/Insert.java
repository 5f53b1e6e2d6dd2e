/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.Objects;

/** A row to be added. Immutable; may gain accessors. */
public final class Insert {
  private final Table table;
  private final Entity entity;

  /**
   * Makes the request for an entity of the table; its {@link Entity#ttl} is the time the row shall
   * live.
   */
  public Insert(Table table, Entity entity) {
    this.table = Objects.requireNonNull(table, "table");
    this.entity = Objects.requireNonNull(entity, "entity");
  }

  /** Returns the table. */
  public Table table() {
    return table;
  }

  /** Returns the entity to be stored. */
  public Entity entity() {
    return entity;
  }
}
