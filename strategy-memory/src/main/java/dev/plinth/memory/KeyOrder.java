/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.schema.Key;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of primary keys: part by part, UUIDs and texts by their bytes. */
final class KeyOrder implements Comparator<Key>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public int compare(Key one, Key other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = compareParts(one.part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  private static int compareParts(@Nullable Object one, @Nullable Object other) {
    if (one instanceof UUID a && other instanceof UUID b) {
      int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
      return order != 0
          ? order
          : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
    if (one instanceof Long a && other instanceof Long b) {
      return a.compareTo(b);
    }
    if (one instanceof Instant a && other instanceof Instant b) {
      return a.compareTo(b);
    }
    if (one instanceof Double a && other instanceof Double b) {
      return a.compareTo(b);
    }
    return Arrays.compareUnsigned(
        String.valueOf(one).getBytes(StandardCharsets.UTF_8),
        String.valueOf(other).getBytes(StandardCharsets.UTF_8));
  }
}
