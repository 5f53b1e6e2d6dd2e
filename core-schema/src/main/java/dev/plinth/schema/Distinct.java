/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drops from the elements sent for a set those that are the same as an earlier one. */
final class Distinct {
  /** Up to here looking at each pair is no slower than hashing. */
  private static final int SMALL = 16;

  private Distinct() {}

  /** Moves the first of the same elements to the front, in order, and returns their number. */
  static int pack(@Nullable Object[] elements) {
    return elements.length <= SMALL ? packByPairs(elements) : packByHash(elements);
  }

  private static int packByPairs(@Nullable Object[] elements) {
    int size = 0;
    for (Object element : elements) {
      int i = 0;
      while (i < size && !Lua.same(elements[i], element)) {
        i++;
      }
      if (i == size) {
        elements[size++] = element;
      }
    }
    return size;
  }

  private static int packByHash(@Nullable Object[] elements) {
    Map<Integer, List<@Nullable Object>> seen = new HashMap<>();
    int size = 0;
    for (Object element : elements) {
      if (isScalar(element)) {
        List<@Nullable Object> alike =
            seen.computeIfAbsent(hash(element), hash -> new ArrayList<>(1));
        if (alike.stream().anyMatch(other -> Lua.same(other, element))) {
          continue;
        }
        alike.add(element);
      }
      elements[size++] = element;
    }
    return size;
  }

  /** Says whether the element can be the same as another at all. */
  private static boolean isScalar(@Nullable Object element) {
    return element == null
        || element instanceof String
        || element instanceof Number
        || element instanceof Boolean
        || element instanceof UUID
        || element instanceof Instant;
  }

  /** Returns the same number for elements that are the same. */
  private static int hash(@Nullable Object element) {
    if (element instanceof Number || element instanceof Instant) {
      return Double.hashCode(RuleCompiler.number(element) + 0.0); // one hash for both zeros
    }
    String text = String.valueOf(element); // of UUIDs, which are the same in any case
    return text.length() == 36 ? text.toLowerCase(Locale.ROOT).hashCode() : text.hashCode();
  }
}
