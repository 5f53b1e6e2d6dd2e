/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of a record's fields in its array of slots, in the order of declaration. One per
 * record of a compiled schema; compared by identity.
 */
final class Layout {
  private final List<String> names;
  private final Map<String, Integer> places;
  private final List<FieldNode> fields;

  Layout(List<String> names, List<FieldNode> fields) {
    this.names = List.copyOf(names);
    this.fields = List.copyOf(fields);
    this.places = new HashMap<>(names.size() * 2);
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  List<String> names() {
    return names;
  }

  FieldNode field(int place) {
    return fields.get(place);
  }

  int size() {
    return names.size();
  }

  /** Returns the place of the field, or -1. */
  int place(String name) {
    Integer place = places.get(name);
    return place == null ? -1 : place;
  }
}
