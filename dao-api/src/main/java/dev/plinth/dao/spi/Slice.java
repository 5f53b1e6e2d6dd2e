/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a scan, and where to go on. Immutable; may gain accessors. */
public final class Slice {
  private final List<Entity> entities;
  private final @Nullable String position;

  /**
   * Makes the answer. The position is null when no row follows; it is not given when none would.
   */
  public Slice(List<Entity> entities, @Nullable String position) {
    this.entities = List.copyOf(entities);
    this.position = position;
  }

  /** Returns the rows. */
  public List<Entity> entities() {
    return entities;
  }

  /**
   * Returns where to go on, in the store's own words, good after a restart too; null at the end.
   */
  public @Nullable String position() {
    return position;
  }
}
