/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.Objects;

/** A row to be replaced by another with the same primary key. Immutable; may gain accessors. */
public final class Update {
  private final Table table;
  private final Entity stored;
  private final Entity next;
  private final boolean keepsTtl;

  /**
   * Makes the request to replace {@code stored}, as it was read, by {@code next}; unless {@code
   * keepsTtl}, its {@link Entity#ttl} is the time the row shall live from now.
   */
  public Update(Table table, Entity stored, Entity next, boolean keepsTtl) {
    this.table = Objects.requireNonNull(table, "table");
    this.stored = Objects.requireNonNull(stored, "stored");
    this.next = Objects.requireNonNull(next, "next");
    this.keepsTtl = keepsTtl;
  }

  /** Returns the table. */
  public Table table() {
    return table;
  }

  /** Returns the row that was read and is replaced, with its {@link Entity#version}. */
  public Entity stored() {
    return stored;
  }

  /** Returns the row that replaces it. */
  public Entity next() {
    return next;
  }

  /** Says whether the row expires when it would have anyway. */
  public boolean keepsTtl() {
    return keepsTtl;
  }
}
