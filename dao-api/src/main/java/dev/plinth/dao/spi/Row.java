/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A row on its way from the store to an {@link Entity}. For one thread, once. */
public final class Row {
  Row() {}

  /** Sets the value of a column, of the Java type of its {@link ColumnType}. */
  public Row set(Column column, @Nullable Object value) {
    return Pending.value();
  }

  /** Sets the time left before the row expires; null when it does not. */
  public Row ttl(@Nullable Duration left) {
    return Pending.value();
  }

  /**
   * Sets what tells two states of the row apart, for {@link Update#stored} and {@link
   * Delete#stored}.
   */
  public Row version(Object version) {
    return Pending.value();
  }

  /** Returns the entity. */
  public Entity toEntity() {
    return Pending.value();
  }
}
