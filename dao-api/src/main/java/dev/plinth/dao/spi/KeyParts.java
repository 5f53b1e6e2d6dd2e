/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of keys as they stand in the columns of an index: a key within a key part by part, and
 * zero without a sign, as zeroes are equal.
 */
public final class KeyParts {
  private KeyParts() {}

  /** Adds the parts of a value of an index to a list. */
  public static void add(List<@Nullable Object> parts, @Nullable Object value) {
    if (value instanceof Key key) {
      for (int i = 0; i < key.size(); i++) {
        add(parts, key.part(i));
      }
    } else {
      parts.add(unsigned(value));
    }
  }

  /** Returns the part of a key at a place among its columns. */
  static @Nullable Object at(Key key, int place) {
    List<@Nullable Object> parts = new ArrayList<>();
    add(parts, key);
    return parts.get(place);
  }

  static @Nullable Object unsigned(@Nullable Object value) {
    return value instanceof Double number && number == 0.0 ? (Object) 0.0 : value;
  }
}
