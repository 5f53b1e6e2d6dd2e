/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What schemas and inputs look like in messages: JSON, with the class of what JSON has not. */
final class Printed {
  private Printed() {}

  static String of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      StringJoiner text = new StringJoiner(",", "{", "}");
      map.forEach((key, one) -> text.add(of(String.valueOf(key)) + ":" + of(one)));
      return text.toString();
    }
    if (value instanceof Values values) {
      return "Values" + of(values.toMap());
    }
    if (value instanceof Struct struct) {
      return of(struct.toValues());
    }
    if (value instanceof Collection<?> list) {
      StringJoiner text = new StringJoiner(",", list instanceof List ? "[" : "Set[", "]");
      list.forEach(one -> text.add(of(one)));
      return text.toString();
    }
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || (value instanceof Double number && Double.isFinite(number))) {
      return Json.write(null, value);
    }
    return isFunction(value)
        ? "\"function\""
        : value.getClass().getSimpleName() + "(" + value + ")";
  }

  private static boolean isFunction(Object value) {
    return value instanceof ValueRule
        || value instanceof Check.Rule
        || value instanceof Shorthand.Expansion
        || value instanceof java.util.function.Function;
  }
}
