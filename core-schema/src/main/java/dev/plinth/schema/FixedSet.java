/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set over an array that nobody else has, in the order in which the elements came; they are
 * looked for one by one. Immutable.
 */
final class FixedSet extends AbstractSet<@Nullable Object> {
  /** Up to here looking at each element is no slower than hashing. */
  private static final int SMALL = 8;

  private final @Nullable Object[] elements;

  /** Makes the set of elements, all different; the array is given away. */
  FixedSet(@Nullable Object[] elements) {
    this.elements = elements;
  }

  /** Returns an immutable set of the elements, less those that come again. */
  static Set<@Nullable Object> of(@Nullable Object[] elements) {
    if (elements.length <= SMALL && areDifferent(elements)) {
      return new FixedSet(elements);
    }
    Set<@Nullable Object> large = new LinkedHashSet<>();
    Collections.addAll(large, elements);
    return Collections.unmodifiableSet(large);
  }

  /** Says whether looking at each element is no slower. */
  boolean isSmall() {
    return elements.length <= SMALL;
  }

  /** Returns the elements themselves; whoever gets them must not change them. */
  @Nullable Object[] elements() {
    return elements;
  }

  private static boolean areDifferent(@Nullable Object[] elements) {
    for (int i = 1; i < elements.length; i++) {
      if (indexOf(elements, elements[i]) < i) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(@Nullable Object[] elements, @Nullable Object value) {
    for (int i = 0; i < elements.length; i++) {
      if (value == null ? elements[i] == null : value.equals(elements[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean contains(@Nullable Object value) {
    return indexOf(elements, value) >= 0;
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < elements.length;
      }

      @Override
      public @Nullable Object next() {
        if (next == elements.length) {
          throw new NoSuchElementException();
        }
        return elements[next++];
      }
    };
  }
}
