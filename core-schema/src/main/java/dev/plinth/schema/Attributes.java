/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a declaration's tree: the attributes of one field, check or schema. A thin view;
 * not for hot paths.
 */
record Attributes(Map<String, @Nullable Object> map) {
  private static final Map<String, @Nullable Object> NONE = new LinkedHashMap<>();

  @SuppressWarnings("unchecked") // declarations are trees of maps with text keys
  static Attributes of(@Nullable Object tree) {
    return new Attributes(tree instanceof Map<?, ?> ? (Map<String, @Nullable Object>) tree : NONE);
  }

  boolean has(String name) {
    return map.containsKey(name);
  }

  /** Says whether the attribute is there with a value other than null. */
  boolean isSet(String name) {
    return map.get(name) != null;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(map.get(name));
  }

  @Nullable Object get(String name) {
    return map.get(name);
  }

  @Nullable String text(String name) {
    return map.get(name) instanceof String text ? text : null;
  }

  Attributes nested(String name) {
    return of(map.get(name));
  }

  List<?> list(String name) {
    return map.get(name) instanceof List<?> list ? list : List.of();
  }

  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  /** Returns the entries of a list of one-key maps, in order. */
  Map<String, @Nullable Object> entries(String name) {
    return entries(list(name));
  }

  static Map<String, @Nullable Object> entries(List<?> list) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (Object entry : list) {
      if (entry instanceof Map<?, ?> one) {
        one.forEach((key, value) -> entries.put(String.valueOf(key), value));
      }
    }
    return entries;
  }

  /** Returns these attributes with one more. */
  Attributes with(String name, Object value) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(map);
    next.put(name, value);
    return new Attributes(next);
  }

  /** Returns these attributes with others laid over them. */
  Attributes overlaid(Attributes over) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(map);
    merged.putAll(over.map);
    return new Attributes(merged);
  }
}
