/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * The places of a record's fields in its array of slots, in the order of declaration. One per
 * record of a compiled schema; compared by identity.
 */
final class Layout {
  private final List<String> names;

  // Hashed by open addressing, twice as large as needed at least: what a reader of a row by name
  // waits for.
  private final @Nullable String[] hashed;
  private final int[] places;

  private final List<FieldNode> fields;
  private final PropertyNameMatcher matcher;
  private final Map<Class<?>, RecordView<?>> views = new ConcurrentHashMap<>();

  Layout(List<String> names, List<FieldNode> fields) {
    // interned, as those of a program and of JSON are, so that most comparisons are of identity
    this.names = names.stream().map(String::intern).toList();
    this.fields = List.copyOf(fields);
    this.matcher = Json.matcher(this.names);
    int size = Integer.highestOneBit(names.size() * 2 + 1) * 2;
    this.hashed = new @Nullable String[size];
    this.places = new int[size];
    for (int i = 0; i < names.size(); i++) {
      int index = indexOf(this.names.get(i));
      hashed[index] = this.names.get(i);
      places[index] = i;
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

  /**
   * Returns the view of this as the record class given, bound once.
   *
   * @throws IllegalArgumentException when the class does not fit, with every mismatch
   */
  @SuppressWarnings("unchecked") // bound for this very class
  <R> RecordView<R> view(Class<R> record) {
    RecordView<?> known = views.get(record);
    return (RecordView<R>)
        (known == null ? views.computeIfAbsent(record, it -> RecordView.bind(it, this)) : known);
  }

  /** Returns what finds the places of names in JSON, before they are texts. */
  PropertyNameMatcher matcher() {
    return matcher;
  }

  /** Returns the place of the field, or -1. */
  int place(String name) {
    int index = indexOf(name);
    return hashed[index] == null ? -1 : places[index];
  }

  /** Returns where the name is, or would be. */
  private int indexOf(String name) {
    int mask = hashed.length - 1;
    int hash = name.hashCode();
    int index = (hash ^ (hash >>> 16)) & mask;
    while (hashed[index] != null && !name.equals(hashed[index])) {
      index = (index + 1) & mask;
    }
    return index;
  }
}
