/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the schema language, which was born in Lua, writes, measures and compares plain values. */
final class Lua {
  private Lua() {}

  /** Returns the text of a value in a message: numbers without a needless fraction. */
  static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      double d = number;
      if (d == Math.rint(d) && Math.abs(d) < 1e15) {
        return Long.toString((long) d);
      }
      if (Double.isInfinite(d)) {
        return d > 0 ? "inf" : "-inf";
      }
      return Double.isNaN(d) ? "nan" : trimmed(String.format("%.14g", d));
    }
    return value == null ? "null" : value.toString();
  }

  private static String trimmed(String number) {
    int exponent = number.indexOf('e');
    String mantissa = exponent < 0 ? number : number.substring(0, exponent);
    if (mantissa.indexOf('.') >= 0) {
      int end = mantissa.length();
      while (mantissa.charAt(end - 1) == '0') {
        end--;
      }
      mantissa = mantissa.substring(0, mantissa.charAt(end - 1) == '.' ? end - 1 : end);
    }
    return exponent < 0 ? mantissa : mantissa + number.substring(exponent);
  }

  /** Returns the number of bytes of the text in UTF-8. */
  static int length(String text) {
    return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Says whether two values are the same scalar; containers never are. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof String && other instanceof String) {
      return one.equals(other);
    }
    if (one instanceof Number a && other instanceof Number b) {
      return (one instanceof Long && other instanceof Long)
          ? a.longValue() == b.longValue()
          : a.doubleValue() == b.doubleValue();
    }
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof UUID || other instanceof UUID) {
      return one.toString().equalsIgnoreCase(other.toString());
    }
    if (one instanceof Instant || other instanceof Instant) {
      return isMoment(one)
          && isMoment(other)
          && RuleCompiler.number(one) == RuleCompiler.number(other);
    }
    return (one instanceof String || one instanceof Boolean) && one.equals(other);
  }

  private static boolean isMoment(Object value) {
    return value instanceof Instant || value instanceof Number;
  }

  /** Says whether a value counts as nothing: absent, null, an empty text or an empty container. */
  static boolean isEmpty(@Nullable Object value) {
    if (value == null || value == Absent.VALUE) {
      return true;
    }
    if (value instanceof String text) {
      return text.isEmpty();
    }
    @Nullable Object[] elements = Fixed.elements(value);
    if (elements != null) {
      return elements.length == 0;
    }
    return (value instanceof java.util.Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof Draft draft && draft.isEmpty());
  }

  /** Returns the names quoted and joined: {@code 'a', 'b'}. */
  static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }
}
