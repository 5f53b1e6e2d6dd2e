/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One entity in a diagram, with its fields and what they refer to. Immutable. */
record DiagramEntity(String name, List<Row> rows) {
  /**
   * A field.
   *
   * @param marks {@code PK}, {@code FK}, {@code UK}
   */
  record Row(String name, Field<?> field, List<String> marks) {
    /** Says whether the field refers to an entity of the diagram. */
    boolean refers() {
      return field instanceof ForeignField;
    }

    /** Returns the name of the entity that the field refers to. */
    String reference() {
      return ((ForeignField) field).reference();
    }

    /** Returns what is said of a reference: the field, and what a delete does. */
    String label() {
      OnDelete action = ((ForeignField) field).onDelete();
      return name + ", on delete " + action.name().toLowerCase(Locale.ROOT);
    }
  }

  static DiagramEntity of(EntityType type) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Field<?>> field : type.fields().entrySet()) {
      List<String> marks = new ArrayList<>();
      if (type.schema().primaryKey().contains(field.getKey())) {
        marks.add("PK");
      }
      if (field.getValue() instanceof ForeignField) {
        marks.add("FK");
      }
      if (field.getValue().isUnique()) {
        marks.add("UK");
      }
      rows.add(new Row(field.getKey(), field.getValue(), List.copyOf(marks)));
    }
    return new DiagramEntity(type.name(), List.copyOf(rows));
  }

  /** Returns the fields that refer to entities. */
  List<Row> references() {
    return rows.stream().filter(Row::refers).toList();
  }

  /** Returns the type of a field in few words: {@code set of string}. */
  static String type(Field<?> field) {
    return type(new Attributes(field.attributes()));
  }

  /** Returns the type that is declared, in few words. */
  static String type(Attributes declared) {
    String type = String.valueOf(declared.get("type"));
    String part = type.equals("map") ? "values" : "elements";
    if (declared.isSet(part)) {
      return type + " of " + type(declared.nested(part));
    }
    if (declared.isTrue("timestamp")) {
      return "timestamp";
    }
    return declared.isTrue("uuid") ? "uuid" : type;
  }
}
