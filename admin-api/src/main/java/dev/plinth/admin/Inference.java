/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.ListField;
import dev.plinth.schema.MapField;
import dev.plinth.schema.RecordField;
import dev.plinth.schema.SetField;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the texts of a form the types that a schema has for them. What does not fit stays as it is,
 * for validation to say so.
 */
final class Inference {
  private final EntityType type;

  Inference(EntityType type) {
    this.type = type;
  }

  Values infer(Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> inferred = new LinkedHashMap<>();
    tree.forEach(
        (name, value) -> {
          Field<?> field = type.fields().get(name);
          if (field == null && name.equals("ttl") && type.schema().hasTtl()) {
            inferred.put(name, value instanceof String text ? number(text) : value);
          } else {
            inferred.put(name, infer(field, value));
          }
        });
    return Values.of(inferred);
  }

  /** Returns the value that a field would get from a text. */
  static @Nullable Object infer(@Nullable Field<?> field, @Nullable Object value) {
    if (value instanceof String text && text.isEmpty()) {
      return null;
    }
    if (field == null || value == null) {
      return value;
    }
    return switch (field.type()) {
      case INTEGER, NUMBER, TIMESTAMP -> value instanceof String text ? number(text) : value;
      case BOOLEAN ->
          "true".equals(value) ? (Object) true : "false".equals(value) ? (Object) false : value;
      case STRING, UUID, JSON, FOREIGN -> value;
      case LIST -> elements(((ListField<?>) field).elements(), value);
      case SET -> elements(((SetField<?>) field).elements(), value);
      case MAP -> fields(name -> ((MapField<?>) field).values(), value);
      case RECORD -> fields(((RecordField) field).declaredFields()::get, value);
    };
  }

  private static Object elements(Field<?> element, Object value) {
    if (value instanceof Map<?, ?>) {
      return value;
    }
    List<@Nullable Object> inferred = new ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      inferred.add(infer(element, one));
    }
    return inferred;
  }

  private interface Declared {
    @Nullable Field<?> of(String name);
  }

  private static Object fields(Declared declared, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> inferred = new LinkedHashMap<>();
    map.forEach(
        (name, one) ->
            inferred.put(String.valueOf(name), infer(declared.of(String.valueOf(name)), one)));
    return inferred;
  }

  /**
   * Returns the number a text stands for, decimal or hexadecimal; the text when it stands for none.
   */
  static Object number(String text) {
    String plain = text.strip();
    try {
      if (plain.matches("-?0[xX][0-9a-fA-F]{1,15}")) {
        return Long.decode(plain);
      }
      if (plain.matches("-?[0-9]{1,18}")) {
        return Long.valueOf(plain);
      }
      if (plain.matches("-?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
          && plain.length() < 64) {
        return Double.valueOf(plain);
      }
    } catch (NumberFormatException e) {
      return text;
    }
    return text;
  }
}
