/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When two values of one field count as the same, whatever form they came in. */
final class Equality {
  private Equality() {}

  /** Compares lists and sets without regard to order, everything else deeply. */
  static boolean loose(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Collection<?> a && other instanceof Collection<?> b) {
      List<Object> left = new ArrayList<>(b);
      for (Object value : a) {
        int found = indexOf(left, value);
        if (found < 0) {
          return false;
        }
        left.remove(found);
      }
      return left.isEmpty();
    }
    return deep(one, other);
  }

  private static int indexOf(List<?> list, @Nullable Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (deep(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean deep(@Nullable Object one, @Nullable Object other) {
    Object a = plain(one);
    Object b = plain(other);
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.keySet().equals(right.keySet())
          && left.keySet().stream().allMatch(key -> deep(left.get(key), right.get(key)));
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      if (left.size() != right.size()) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!deep(left.get(i), right.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Key key && b instanceof Map<?, ?> map) {
      return key.size() == 1
          && map.size() == 1
          && Lua.same(key.part(0), map.values().iterator().next());
    }
    if (b instanceof Key && a instanceof Map<?, ?>) {
      return deep(b, a);
    }
    return Lua.same(a, b) || Objects.equals(a, b);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Draft draft) {
      return draft.toMap();
    }
    if (value instanceof Values values) {
      return values.toMap();
    }
    return value instanceof Struct struct && !(value instanceof Entity)
        ? struct.toValues().toMap()
        : value;
  }
}
