/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a record or a container: names or places (from 1) to a {@link Problem} or to a
 * table of their own, beside problems of the whole. For one thread until it is turned into {@link
 * Violations}.
 */
final class ErrorTable {
  static final String WHOLE = "@entity";

  /** Up to here looking at each key is no slower than hashing. */
  private static final int FEW = 8;

  private static final @Nullable Object[] NOTHING = {};

  // Keys and errors in turn as long as they are few; made when there is something to hold, for a
  // valid input has none.
  private @Nullable Object[] few = NOTHING;
  private int size;
  private @Nullable Map<Object, Object> many;
  private List<Problem> whole = List.of();

  /** One message with the rule it comes from. */
  record Problem(String message, String rule) {}

  static ErrorTable of(Object key, Object error) {
    ErrorTable table = new ErrorTable();
    table.put(key, error);
    return table;
  }

  /** Sets what is wrong at a name or a place: a {@link Problem} or a table. */
  void put(Object key, Object error) {
    if (many != null) {
      many.put(key, error);
      return;
    }
    int place = placeOf(key);
    if (place == size) {
      add(key, error);
    } else {
      few[place + 1] = error;
    }
  }

  /** Sets what is wrong at a name or a place where nothing is yet. */
  void add(Object key, Object error) {
    if (many == null && size == 2 * FEW) {
      many = entries();
    }
    if (many != null) {
      many.put(key, error);
      return;
    }
    if (size == few.length) {
      few = Arrays.copyOf(few, Math.max(FEW, 2 * size));
    }
    few[size] = key;
    few[size + 1] = error;
    size += 2;
  }

  /** Returns where the key is, or would be, among the few. */
  private int placeOf(Object key) {
    int hash = key.hashCode();
    for (int i = 0; i < size; i += 2) {
      Object other = Objects.requireNonNull(few[i]);
      if (other == key || (other.hashCode() == hash && other.equals(key))) {
        return i;
      }
    }
    return size;
  }

  private @Nullable Object get(Object key) {
    if (many != null) {
      return many.get(key);
    }
    int place = placeOf(key);
    return place == size ? null : few[place + 1];
  }

  /** Returns all keys and errors, in the order in which they came. */
  private Map<Object, Object> entries() {
    if (many != null) {
      return many;
    }
    Map<Object, Object> entries = new LinkedHashMap<>(size);
    for (int i = 0; i < size; i += 2) {
      entries.put(Objects.requireNonNull(few[i]), Objects.requireNonNull(few[i + 1]));
    }
    return entries;
  }

  void put(Object key, String message, String rule) {
    put(key, new Problem(message, rule));
  }

  /** Sets what is wrong at a path of names, making tables on the way. */
  void putAt(String[] path, Object error) {
    if (path.length == 1) {
      put(path[0], error);
    } else {
      putAt(List.of(path), error);
    }
  }

  /** Sets what is wrong at a path of names and places, making tables on the way. */
  void putAt(List<?> path, Object error) {
    ErrorTable table = this;
    for (Object key : path.subList(0, path.size() - 1)) {
      Object next = table.get(key);
      if (!(next instanceof ErrorTable)) {
        next = new ErrorTable();
        table.put(key, next);
      }
      table = (ErrorTable) next;
    }
    table.put(path.get(path.size() - 1), error);
  }

  void addWhole(String message, String rule) {
    if (whole.isEmpty()) {
      whole = new ArrayList<>();
    }
    whole.add(new Problem(message, rule));
  }

  boolean has(Object key) {
    return get(key) != null;
  }

  boolean isEmpty() {
    return size == 0 && whole.isEmpty();
  }

  void putAll(ErrorTable other) {
    other.entries().forEach(this::put);
    other.whole.forEach(problem -> addWhole(problem.message(), problem.rule()));
  }

  /** Returns all of this; nothing is to be added any more. */
  Violations toViolations() {
    return new Violations(this);
  }

  /** Returns every problem with its path. */
  List<Violation> toList() {
    List<Violation> list = new ArrayList<>();
    collect("", list);
    return List.copyOf(list);
  }

  private void collect(String prefix, List<Violation> list) {
    for (Problem problem : whole) {
      list.add(new Violation(prefix + WHOLE, problem.message(), problem.rule()));
    }
    entries()
        .forEach(
            (key, error) -> {
              String path = prefix.isEmpty() ? key.toString() : prefix + key;
              if (error instanceof ErrorTable table) {
                table.collect(path + ".", list);
              } else {
                Problem problem = (Problem) error;
                list.add(new Violation(path, problem.message(), problem.rule()));
              }
            });
  }

  /** Returns the table as lists for places and maps for names; a mix of both is a map. */
  Object toTree() {
    if (whole.isEmpty()
        && size > 0
        && entries().keySet().stream().allMatch(Integer.class::isInstance)) {
      return placed();
    }
    return named();
  }

  private List<@Nullable Object> placed() {
    List<@Nullable Object> list = new ArrayList<>();
    entries()
        .forEach(
            (key, error) -> {
              int place = (Integer) key;
              while (list.size() < place) {
                list.add(null);
              }
              list.set(place - 1, tree(error));
            });
    return list;
  }

  /** Returns the table as a map, whatever is in it. */
  Map<String, Object> named() {
    Map<String, Object> map = new LinkedHashMap<>();
    entries().forEach((key, error) -> map.put(key.toString(), tree(error)));
    if (!whole.isEmpty()) {
      map.put(WHOLE, whole.stream().map(Problem::message).toList());
    }
    return map;
  }

  private static Object tree(Object error) {
    return error instanceof ErrorTable table ? table.toTree() : ((Problem) error).message();
  }
}
