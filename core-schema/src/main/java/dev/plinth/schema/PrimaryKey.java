/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which an entity is named: what is wrong with them, and how references hold them.
 */
final class PrimaryKey {
  private static final Problem MISSING_KEY = new Problem("missing primary key", "primary_key");
  private static final Problem NO_KEY = new Problem("not a primary key", "primary_key");

  private final RecordSchema schema;
  private final Layout layout;
  private final List<String> names;

  /** The place of the only field; -1 when there are more. */
  private final int place;

  PrimaryKey(RecordSchema schema, List<String> names) {
    this.schema = schema;
    this.layout = schema.layout();
    this.names = names;
    this.place = names.size() == 1 ? layout.place(names.get(0)) : -1;
  }

  /** Returns what is wrong with the fields of a primary key, or null. */
  @Nullable ErrorTable validate(Map<String, @Nullable Object> key, boolean ignoreOthers) {
    ErrorTable errors = new ErrorTable();
    for (String name : names) {
      Object value = key.get(name);
      if (!key.containsKey(name) || Boolean.FALSE.equals(value)) {
        errors.put(name, MISSING_KEY);
      } else {
        FieldNode field = schema.field(layout.place(name));
        Object wrong =
            field.validate(value, false, field.required || field.declared.isTrue("auto"));
        if (wrong != null) {
          errors.put(name, wrong);
        }
      }
    }
    if (!ignoreOthers) {
      for (String name : key.keySet()) {
        if (!names.contains(name)) {
          errors.put(name, NO_KEY);
        }
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  /** Returns the names of the fields, in order. */
  List<String> names() {
    return names;
  }

  /**
   * Returns the value of the primary key's only field in a reference of the common forms, with
   * nothing else in it; null when there is no such value.
   */
  @Nullable Object onlyPart(Object reference) {
    if (place < 0) {
      return null;
    }
    if (reference instanceof Key key) {
      return key.isPrimary() && key.size() == 1 ? key.part(0) : null;
    }
    return reference instanceof Map<?, ?> map && map.size() == 1
        ? map.get(layout.names().get(place))
        : null;
  }

  /** Says whether the value of the primary key's only field keeps its rules. */
  boolean isPart(@Nullable Object part) {
    return part != null
        && !Boolean.FALSE.equals(part)
        && schema.field(place).validate(part, false) == null;
  }

  /**
   * Returns the primary key in a reference to an entity of this schema, normalized; null when it
   * holds no valid one.
   */
  @Nullable Key in(@Nullable Object reference) {
    Object only = reference == null ? null : onlyPart(reference);
    if (only != null && isPart(only)) {
      return of(reference, only);
    }
    Map<String, @Nullable Object> key =
        reference == null ? null : ForeignNode.fields(reference, schema);
    if (key == null || validate(key, true) != null) {
      return null;
    }
    List<@Nullable Object> parts = new ArrayList<>(names.size());
    for (String name : names) {
      Object part = key.get(name);
      parts.add(part == null ? null : schema.field(layout.place(name)).finish(part));
    }
    return Key.ofParts(parts);
  }

  /** Returns the key of the one part; the very key that was given when it is that already. */
  Key of(@Nullable Object given, Object part) {
    Object finished = schema.field(place).finish(part);
    return given instanceof Key key && finished == part ? key : Key.ofPart(finished);
  }
}
