/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.Key;
import dev.plinth.schema.Struct;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values as the Java source that makes them. */
final class SourceText {
  private SourceText() {}

  static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof UUID id) {
      return "UUID.fromString(" + quoted(id.toString()) + ")";
    }
    if (value instanceof Instant moment) {
      return "Instant.parse(" + quoted(moment.toString()) + ")";
    }
    if (value instanceof Long number) {
      return number + "L";
    }
    if (value instanceof Key key) {
      return key(key);
    }
    if (value instanceof Values values) {
      return entries("Values", values.toMap());
    }
    if (value instanceof Struct struct) {
      return entries("Values", struct.toValues().toMap());
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ", " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "Map.of(", ")"));
    }
    if (value instanceof Collection<?> list) {
      return list(list);
    }
    return String.valueOf(value);
  }

  static String list(Collection<?> list) {
    return list.stream().map(SourceText::of).collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private static String entries(String type, Map<String, ? extends @Nullable Object> entries) {
    StringBuilder text = new StringBuilder(type);
    if (entries.isEmpty()) {
      return text.append(".none()").toString();
    }
    String call = ".of(";
    for (Map.Entry<String, ? extends @Nullable Object> entry : entries.entrySet()) {
      text.append(call).append(quoted(entry.getKey())).append(", ").append(of(entry.getValue()));
      text.append(')');
      call = ".and(";
    }
    return text.toString();
  }

  private static String key(Key key) {
    StringBuilder text = new StringBuilder();
    if (key.isPrimary()) {
      for (int i = 0; i < key.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(of(key.part(i)));
      }
      return "Key.of(" + text + ")";
    }
    if (key.size() == 1) {
      return "Key.by(" + quoted(key.names().get(0)) + ", " + of(key.part(0)) + ")";
    }
    Values values = Values.none();
    for (int i = 0; i < key.size(); i++) {
      values = values.and(key.names().get(i), key.part(i));
    }
    return "Key.by(" + of(values) + ")";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
