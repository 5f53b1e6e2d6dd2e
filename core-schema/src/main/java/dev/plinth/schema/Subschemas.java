/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subschemas of an entity, by the value of a field. Immutable. */
final class Subschemas {
  private final String key;
  private final int place;
  private final String error;
  private final Map<String, Subschema> byValue;

  Subschemas(String key, int place, String error, Map<String, Subschema> byValue) {
    this.key = key;
    this.place = place;
    this.error = error;
    this.byValue = byValue;
  }

  /** What the fields of an entity are for one value of the key; null where they are as declared. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Subschema(
      Attributes declared, @Nullable FieldNode[] fields, FieldNodes nodes, List<CheckNode> checks) {
    @Nullable FieldNode field(int place) {
      return fields[place];
    }
  }

  String key() {
    return key;
  }

  /** Returns the place of the field whose value selects. */
  int place() {
    return place;
  }

  /** Says whether the field is another for some value of the key. */
  boolean specialize(int field) {
    return byValue.values().stream().anyMatch(subschema -> subschema.field(field) != null);
  }

  Map<String, Subschema> byValue() {
    return byValue;
  }

  /** Returns the subschema for the draft: for a list, that of its first element that has one. */
  @Nullable Subschema select(Draft draft) {
    Object value = draft.slots[place];
    if (value instanceof String text) {
      return byValue.get(text);
    }
    @Nullable Object[] keys = Fixed.elements(value);
    if (keys == null && value instanceof Collection<?> list) {
      keys = list.toArray();
    }
    return keys == null ? null : first(keys);
  }

  private @Nullable Subschema first(@Nullable Object[] keys) {
    for (Object key : keys) {
      Subschema subschema = key instanceof String text ? byValue.get(text) : null;
      if (subschema != null) {
        return subschema;
      }
    }
    return null;
  }

  /** Returns why there is no subschema for the draft. */
  Problem problem(Draft draft) {
    Object value = draft.slots[place];
    if (value == Absent.VALUE || value == null) {
      return FieldNode.REQUIRED;
    }
    Object shown = value;
    if (value instanceof Collection<?> list) {
      Object first = list.isEmpty() ? null : list.iterator().next();
      shown = first == null || first instanceof Collection || first instanceof Map ? "nil" : first;
    } else if (value instanceof Map<?, ?>) {
      shown = "nil";
    }
    return new Problem(error.replace("%s", Lua.text(shown)), "subschema");
  }
}
