/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list over an array that nobody else has. Immutable. */
final class FixedList extends AbstractList<@Nullable Object> implements RandomAccess {
  private final @Nullable Object[] elements;

  /** Makes the list; the array is given away. */
  FixedList(@Nullable Object[] elements) {
    this.elements = elements;
  }

  /** Returns the elements themselves; whoever gets them must not change them. */
  @Nullable Object[] elements() {
    return elements;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }
}
