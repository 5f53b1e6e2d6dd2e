/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dotted name of a field, with its place in the record that it starts from. Immutable. */
final class FieldPath {
  private final String[] names;
  private final int place;

  private FieldPath(String[] names, int place) {
    this.names = names;
    this.place = place;
  }

  static FieldPath of(String dotted, Layout layout) {
    String[] names = dotted.split("\\.", -1);
    return new FieldPath(names, layout.place(names[0]));
  }

  static List<FieldPath> of(List<String> dotted, Layout layout) {
    return dotted.stream().map(name -> of(name, layout)).toList();
  }

  String[] names() {
    return names;
  }

  /** Returns the dotted name. */
  @Override
  public String toString() {
    return String.join(".", names);
  }

  /** Returns the value here in the draft; {@link Absent} under a record that is not there. */
  @Nullable Object in(Draft draft) {
    Object value = place < 0 ? draft.get(names[0]) : draft.slots[place];
    for (int i = 1; i < names.length; i++) {
      value = within(value, names[i]);
    }
    return value;
  }

  private static @Nullable Object within(@Nullable Object record, String name) {
    if (record instanceof Draft draft) {
      return draft.get(name);
    }
    if (record instanceof Map<?, ?> map && map.containsKey(name)) {
      return map.get(name);
    }
    return record instanceof Struct struct && struct.names().contains(name)
        ? struct.get(name)
        : Absent.VALUE;
  }
}
