/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import dev.plinth.schema.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes what a store throws, so that codes, texts and fields are the same on every store. */
public final class Failures {
  private Failures() {}

  /**
   * Returns that another row has the entity's values in a unique index. Values of secret fields are
   * left out of the text.
   */
  public static DaoException duplicate(Table table, Index index, Entity entity) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name : index.fields()) {
      fields.put(name, wire(table.type(), name, entity.get(name)));
    }
    if (index.kind() == Index.Kind.PRIMARY) {
      return new DaoException.Duplicate(
          ErrorCode.PRIMARY_KEY_VIOLATION,
          "primary key violation on key '" + shown(table.type(), fields) + "'",
          checked(fields));
    }
    return new DaoException.Duplicate(
        ErrorCode.UNIQUE_VIOLATION,
        "UNIQUE violation detected on '" + shown(table.type(), fields) + "'",
        checked(fields));
  }

  /** Returns that the entity refers to a row that is not there. */
  public static DaoException dangling(Table table, Reference reference, Entity entity) {
    Object key = wire(table.type(), reference.field(), entity.get(reference.field()));
    String message =
        "the foreign key '"
            + Pretty.text(key)
            + "' does not reference an existing '"
            + reference.parentSchema()
            + "' entity.";
    return new DaoException.Dangling(
        ErrorCode.FOREIGN_KEY_VIOLATION,
        message,
        Map.of(reference.field(), Objects.requireNonNull(key)));
  }

  /** Returns that rows refer to the one to be deleted. */
  public static DaoException referenced(Reference reference) {
    return new DaoException.Referenced(
        reference.childSchema(),
        "an existing '"
            + reference.childSchema()
            + "' entity references this '"
            + reference.parentSchema()
            + "' entity");
  }

  /** Returns that the row is no longer the one that was read, or gone. */
  public static DaoException changed(Table table, Key key) {
    Map<String, Object> fields = checked(keyFields(table.type(), key));
    return new DaoException.Changed(
        "the '"
            + table.type().name()
            + "' entity '"
            + Pretty.text(fields)
            + "' was changed meanwhile: read it again",
        fields);
  }

  /** Returns that there is no entity with this key. */
  public static DaoException.NotFound notFound(EntityType type, Key key) {
    Map<String, @Nullable Object> fields = keyFields(type, key);
    String what = key.isPrimary() ? "primary key '" : "'";
    return new DaoException.NotFound(
        "could not find the entity with " + what + shown(type, fields) + "'", checked(fields));
  }

  /** Returns that references by unique values lead nowhere. */
  public static DaoException unresolved(
      Map<String, Map<String, Object>> references, Map<String, String> parents) {
    Map<String, Object> fields = new LinkedHashMap<>();
    java.util.ArrayList<String> parts = new java.util.ArrayList<>();
    references.forEach(
        (field, values) -> {
          Map<String, Object> sentences = new LinkedHashMap<>();
          values.forEach(
              (name, value) -> {
                String sentence =
                    "the foreign key cannot be resolved with '"
                        + Pretty.text(Map.of(name, value))
                        + "' for an existing '"
                        + parents.get(field)
                        + "' entity";
                sentences.put(name, sentence);
                parts.add(field + "." + name + ": " + sentence);
              });
          fields.put(field, sentences);
        });
    String all = String.join("; ", parts);
    String message =
        parts.size() == 1
            ? "foreign key unresolved (" + all + ")"
            : parts.size() + " foreign keys unresolved (" + all + ")";
    return new DaoException.Dangling(ErrorCode.FOREIGN_KEYS_UNRESOLVED, message, fields);
  }

  /** Returns that a key does not fit the schema. */
  public static DaoException invalidKey(EntityType type, Key key, Violations violations) {
    Map<String, Object> tree = violations.toTree();
    if (key.isPrimary() || key.names().equals(type.schema().primaryKey())) {
      return new DaoException.Invalid(
          ErrorCode.INVALID_PRIMARY_KEY,
          ErrorCode.INVALID_PRIMARY_KEY.text(),
          "invalid primary key: '" + Pretty.text(tree) + "'",
          tree);
    }
    String field = key.names().get(0);
    Object message = tree.get(field);
    if (message instanceof Map<?, ?> wrong && type.fields().get(field) instanceof ForeignField) {
      return new DaoException.Invalid(
          ErrorCode.INVALID_FOREIGN_KEY,
          ErrorCode.INVALID_FOREIGN_KEY.text(),
          "invalid foreign key: '" + Pretty.text(wrong) + "'",
          byName(wrong));
    }
    return new DaoException.Invalid(
        ErrorCode.INVALID_UNIQUE,
        String.format(ErrorCode.INVALID_UNIQUE.text(), field),
        message instanceof String text ? text : violations.toString(),
        Map.of());
  }

  /** Returns that a look-up across workspaces is by what is unique within one only. */
  public static DaoException invalidGlobal(String field) {
    return new DaoException.Invalid(
        ErrorCode.INVALID_UNIQUE_GLOBAL,
        ErrorCode.INVALID_UNIQUE_GLOBAL.text(),
        "unique key " + field + " is invalid for global query",
        Map.of());
  }

  /** Returns that a page's offset is none, and why. */
  public static DaoException invalidOffset(String offset, String why) {
    return new DaoException.Invalid(
        ErrorCode.INVALID_OFFSET,
        ErrorCode.INVALID_OFFSET.text(),
        "'" + offset + "' is not a valid offset: " + why,
        Map.of());
  }

  /** Returns that a scan was given a position that the store did not make. */
  public static DaoException invalidPosition(String why) {
    return invalidOffset("", why);
  }

  /** Returns that an option does not fit the call. */
  public static DaoException invalidOption(String option, String why) {
    return new DaoException.Invalid(
        ErrorCode.INVALID_OPTIONS,
        ErrorCode.INVALID_OPTIONS.text(),
        "invalid option (" + option + ": " + why + ")",
        Map.of(option, why));
  }

  /** Returns that a page's size is out of range. */
  public static DaoException invalidSize(int most) {
    return new DaoException.Invalid(
        ErrorCode.INVALID_SIZE,
        ErrorCode.INVALID_SIZE.text(),
        "size must be an integer between 1 and " + most,
        Map.of());
  }

  /** Returns that a query is on a field that is not declared for it, with the words to add. */
  public static DaoException invalidQuery(EntityType type, String field) {
    return type.fields().containsKey(field)
        ? invalidQuery(
            type, field, "declare the field with index: true, or as unique, or as foreign")
        : invalidQuery("'" + type.name() + "' has no field '" + field + "'");
  }

  /** Returns that a query by a field cannot be answered, and why. */
  public static DaoException invalidQuery(EntityType type, String field, String why) {
    return invalidQuery("'" + type.name() + "' cannot be queried by '" + field + "': " + why);
  }

  private static DaoException invalidQuery(String message) {
    return new DaoException.Invalid(
        ErrorCode.INVALID_QUERY, ErrorCode.INVALID_QUERY.text(), message, Map.of());
  }

  /** Returns that the strategy lacks a capability. */
  public static DaoException unsupported(Capability capability, String message) {
    return new DaoException.Unsupported(capability, message);
  }

  /** Returns that the strategy is closed. */
  public static DaoException closed(String strategy) {
    return new DaoException.Fault("strategy '" + strategy + "' is closed", false, true, null);
  }

  /** Returns that the store failed in a way that may pass, and that nothing was written. */
  public static DaoException retryable(String message, Throwable cause) {
    return new DaoException.Fault(message, true, true, cause);
  }

  /** Returns that the store failed in a way that will not pass, and that nothing was written. */
  public static DaoException permanent(String message, @Nullable Throwable cause) {
    return new DaoException.Fault(message, false, true, cause);
  }

  /** Returns that the store failed and that it is not known whether it has written. */
  public static DaoException outcomeUnknown(String message, Throwable cause) {
    return new DaoException.Fault(message, false, false, cause);
  }

  private static Map<String, @Nullable Object> keyFields(EntityType type, Key key) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<String> names = key.isPrimary() ? type.schema().primaryKey() : key.names();
    for (int i = 0; i < key.size(); i++) {
      fields.put(names.get(i), wire(type, names.get(i), key.part(i)));
    }
    return fields;
  }

  private static Map<String, Object> byName(Map<?, ?> tree) {
    Map<String, Object> named = new LinkedHashMap<>();
    tree.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  private static @Nullable Object wire(EntityType type, String field, @Nullable Object value) {
    return value == null ? null : type.toWire(field, value);
  }

  private static String shown(EntityType type, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(fields);
    shown.replaceAll(
        (name, value) -> {
          Field<?> field = type.fields().get(name);
          return field != null && field.isSecret() ? "(secret)" : value;
        });
    return Pretty.text(shown);
  }

  @SuppressWarnings(
      "unchecked") // whoever reads fields of an exception meets nulls only for unset parts of a key
  private static Map<String, Object> checked(Map<String, ? extends @Nullable Object> fields) {
    return (Map<String, Object>) (Map<String, ?>) fields;
  }
}
