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
    return names.length == 1 ? value : deep(draft, value);
  }

  private @Nullable Object deep(Draft draft, @Nullable Object first) {
    Object value = first;
    Draft owner = draft;
    for (int i = 1; i < names.length; i++) {
      Object record = value;
      value =
          record instanceof Key key
              ? part(owner, names[i - 1], key, names[i])
              : within(record, names[i]);
      owner = record instanceof Draft nested ? nested : owner;
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

  /** Returns the part of a reference by its name in the entity referred to. */
  private static @Nullable Object part(Draft owner, String field, Key key, String name) {
    int place = owner.layout.place(field);
    List<String> parts =
        key.isPrimary() && place >= 0 && owner.layout.field(place) instanceof ForeignNode foreign
            ? foreign.keyNames()
            : key.names();
    int part = parts.indexOf(name);
    return part < 0 || part >= key.size() ? Absent.VALUE : key.part(part);
  }
}
