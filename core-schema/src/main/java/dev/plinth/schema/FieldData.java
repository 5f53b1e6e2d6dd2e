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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The passage between declarations as data, as schema files hold them, and the typed {@link Field}
 * classes.
 */
final class FieldData {
  private FieldData() {}

  /**
   * Returns the typed form of a field's attributes; {@code string} with {@code uuid} is a UUID, a
   * number with {@code timestamp} a moment.
   */
  @SuppressWarnings("unchecked") // attribute maps are made by this package alone
  static Field<?> of(@Nullable Object data) {
    Map<String, @Nullable Object> attributes =
        (Map<String, @Nullable Object>) Objects.requireNonNull(data, "attributes");
    String type = String.valueOf(attributes.get("type"));
    return switch (type) {
      case "string" ->
          is(attributes, "uuid") ? new UuidField(attributes) : new StringField(attributes);
      case "integer" ->
          is(attributes, "timestamp")
              ? new TimestampField(attributes)
              : new IntegerField(attributes);
      case "number" ->
          is(attributes, "timestamp")
              ? new TimestampField(attributes)
              : new NumberField(attributes);
      case "boolean" -> new BooleanField(attributes);
      case "array" -> new ListField<>(attributes);
      case "set" -> new SetField<>(attributes);
      case "map" -> new MapField<>(attributes);
      case "record" -> new RecordField(attributes);
      case "foreign" -> new ForeignField(attributes);
      case "json" -> new JsonField(attributes);
      default -> throw new IllegalArgumentException("invalid type: " + type);
    };
  }

  /** Returns the typed forms of a list of one-key maps from names to attributes. */
  static Map<String, Field<?>> fields(@Nullable Object list) {
    Map<String, Field<?>> fields = new LinkedHashMap<>();
    if (list instanceof List<?> entries) {
      for (Object entry : entries) {
        ((Map<?, ?>) entry)
            .forEach((name, attributes) -> fields.put((String) name, of(attributes)));
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  /** Returns the list with a one-key map added: the form in which files list fields. */
  static List<Object> append(
      @Nullable Object list, String name, Map<String, @Nullable Object> attributes) {
    return append(list, Collections.singletonMap(name, attributes));
  }

  static List<Object> append(@Nullable Object list, Map<String, ?> entry) {
    List<Object> next = list == null ? new ArrayList<>() : new ArrayList<>((List<?>) list);
    next.add(entry);
    return Collections.unmodifiableList(next);
  }

  /**
   * Returns a partial declaration to be laid over a field's own: its attributes without the type.
   */
  static Map<String, @Nullable Object> match(Field<?> field) {
    Map<String, @Nullable Object> match = new LinkedHashMap<>(field.attributes());
    match.remove("type");
    return Collections.unmodifiableMap(match);
  }

  static Field<?> declared(Attribute<?> attribute) {
    Field<?> field = attribute.field();
    if (field == null) {
      throw new IllegalArgumentException(
          "attribute '" + attribute.name() + "' has no declaration: make it with Field.named");
    }
    return field;
  }

  static Map<String, @Nullable Object> typed(String type) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("type", type);
    return attributes;
  }

  static Map<String, @Nullable Object> typed(String type, String part, Field<?> field) {
    Map<String, @Nullable Object> attributes = typed(type);
    attributes.put(part, field.attributes());
    return attributes;
  }

  private static boolean is(Map<String, @Nullable Object> attributes, String name) {
    return Boolean.TRUE.equals(attributes.get(name));
  }
}
