/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an upsert did. Immutable; may gain accessors. */
public final class Upserted {
  private final Entity entity;
  private final @Nullable Entity replaced;

  /** Makes the answer: the row as stored, and the row it replaced. */
  public Upserted(Entity entity, @Nullable Entity replaced) {
    this.entity = Objects.requireNonNull(entity, "entity");
    this.replaced = replaced;
  }

  /** Returns the row as it is stored. */
  public Entity entity() {
    return entity;
  }

  /** Returns the row that was replaced; null when there was none. */
  public @Nullable Entity replaced() {
    return replaced;
  }
}
