/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
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
    return isJson(value) ? null : NO_JSON;
  }

  private static boolean isJson(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(JsonNode::isJson);
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(JsonNode::isJson);
    }
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number;
  }

  @Override
  Object convert(Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(one -> copy.add(one == null ? null : convert(one)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, one == null ? null : convert(one)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }
}
