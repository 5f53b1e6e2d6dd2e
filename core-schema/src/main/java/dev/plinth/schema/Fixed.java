/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/**
 * The arrays within the engine's own collections, which it reads in place of an iterator. Asked by
 * class: to ask whether a value is of an interface costs a search, and a write to memory that all
 * threads share.
 */
final class Fixed {
  private Fixed() {}

  /**
   * Returns the elements of a {@link FixedList} or {@link FixedSet}, which must not be changed; of
   * any other value null.
   */
  static @Nullable Object @Nullable [] elements(@Nullable Object value) {
    if (value instanceof FixedList list) {
      return list.elements();
    }
    return value instanceof FixedSet set ? set.elements() : null;
  }
}
