/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way from input to row: a slot for each declared field, holding {@link Absent},
 * null or a value, and what came under names that are not declared. For one thread.
 */
final class Draft {
  final Layout layout;
  final @Nullable Object[] slots;
  @Nullable Map<String, @Nullable Object> strays;

  /** Whether this came as a list, whose elements have places instead of names. */
  boolean positional;

  /** Whether defaults have been filled in all the way down, so that validation need not do it. */
  boolean complete;

  Draft(Layout layout) {
    this.layout = layout;
    this.slots = new @Nullable Object[layout.size()];
    java.util.Arrays.fill(slots, Absent.VALUE);
  }

  /** Makes a draft of slots, which are given away. */
  Draft(Layout layout, @Nullable Object[] slots) {
    this.layout = layout;
    this.slots = slots;
  }

  /** Returns a draft of what is stored. */
  static Draft of(Struct stored) {
    return new Draft(stored.layout(), stored.slots().clone());
  }

  private Draft(Draft other) {
    this.layout = other.layout;
    this.slots = other.slots.clone();
    this.strays = other.strays == null ? null : new LinkedHashMap<>(other.strays);
    this.complete = other.complete;
    this.positional = other.positional;
  }

  Draft copy() {
    return new Draft(this);
  }

  /**
   * Returns the value with copies of all drafts in it, so that it can be finished, which gives a
   * draft away, while the value itself is still worked on.
   */
  static Object detached(Object value) {
    if (value instanceof Draft draft) {
      Draft copy = draft.copy();
      for (int i = 0; i < copy.slots.length; i++) {
        copy.slots[i] = copy.slots[i] == null ? null : detached(copy.slots[i]);
      }
      return copy;
    }
    if (value instanceof List<?> list && list.stream().anyMatch(Draft::isNested)) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(one -> copy.add(one == null ? null : detached(one)));
      return copy;
    }
    if (value instanceof Map<?, ?> map && map.values().stream().anyMatch(Draft::isNested)) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, one == null ? null : detached(one)));
      return copy;
    }
    return value;
  }

  private static boolean isNested(@Nullable Object value) {
    return value instanceof Draft || value instanceof List<?> || value instanceof Map<?, ?>;
  }

  /** Returns the value under the name, declared or not. */
  @Nullable Object get(String name) {
    int place = layout.place(name);
    if (place >= 0) {
      return slots[place];
    }
    return strays != null && strays.containsKey(name) ? strays.get(name) : Absent.VALUE;
  }

  void put(String name, @Nullable Object value) {
    int place = layout.place(name);
    if (place >= 0) {
      slots[place] = value;
    } else {
      if (strays == null) {
        strays = new LinkedHashMap<>();
      }
      strays.put(name, value);
    }
  }

  /**
   * Puts all that another draft has, but for nulls of fields that this has not: rows have them, and
   * they say nothing.
   */
  void putAll(Draft other) {
    other
        .toMap()
        .forEach(
            (name, value) -> {
              if (value != null || layout.place(name) >= 0) {
                put(name, value);
              }
            });
  }

  void remove(String name) {
    int place = layout.place(name);
    if (place >= 0) {
      slots[place] = Absent.VALUE;
    } else if (strays != null) {
      strays.remove(name);
    }
  }

  boolean hasAbsent() {
    for (Object slot : slots) {
      if (slot == Absent.VALUE) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    for (Object slot : slots) {
      if (slot != Absent.VALUE) {
        return false;
      }
    }
    return strays == null || strays.isEmpty();
  }

  /** Returns the fields that are there as a map, for functions of an application. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    List<String> names = layout.names();
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != Absent.VALUE) {
        map.put(names.get(i), plain(slots[i]));
      }
    }
    if (strays != null) {
      strays.forEach((name, value) -> map.put(name, plain(value)));
    }
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Draft draft ? draft.toMap() : value;
  }
}
