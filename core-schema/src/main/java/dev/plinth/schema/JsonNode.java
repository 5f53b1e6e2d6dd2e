/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field with any JSON value. */
final class JsonNode extends FieldNode {
  private static final ErrorTable.Problem NO_JSON =
      new ErrorTable.Problem("expected a JSON value", "type");

  JsonNode(Attributes declared) {
    super(declared, Form.CONVERTED);
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    ErrorTable.Problem excess = Limits.json(value);
    return excess == null ? problem(value) : excess;
  }

  /** Returns why a value is no JSON, or null. */
  static ErrorTable.@Nullable Problem problem(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return first(list);
    }
    if (value instanceof Map<?, ?> map) {
      ErrorTable.Problem ofNames = null;
      for (Object name : map.keySet()) {
        ErrorTable.Problem one = name instanceof String ? Limits.name(name) : NO_JSON;
        ofNames = ofNames == null ? one == null ? problem(name) : one : ofNames;
      }
      return ofNames == null ? first(map.values()) : ofNames;
    }
    if (value instanceof String text) {
      return TextRules.unstorable(text);
    }
    return value == null || value instanceof Boolean || isNumber(value) ? null : NO_JSON;
  }

  private static ErrorTable.@Nullable Problem first(Collection<?> values) {
    for (Object value : values) {
      ErrorTable.Problem problem = problem(value);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static boolean isNumber(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  @Override
  Object convert(Object value) {
    return plain(value);
  }

  /** Returns the JSON value as a copy of its own, with numbers of 64 bits. */
  static Object plain(Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(one -> copy.add(one == null ? null : plain(one)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, one == null ? null : plain(one)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }
}
