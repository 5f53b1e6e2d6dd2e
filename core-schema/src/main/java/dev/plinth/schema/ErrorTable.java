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
 * What is wrong with a record or a container: names or places (from 1) to a {@link Problem} or to a
 * table of their own, beside problems of the whole. For one thread until it is turned into {@link
 * Violations}.
 */
final class ErrorTable {
  static final String WHOLE = "@entity";

  // Made when there is something to hold: a valid input has none.
  private Map<Object, Object> entries = Map.of();
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
    if (entries.isEmpty()) {
      entries = new LinkedHashMap<>();
    }
    entries.put(key, error);
  }

  void put(Object key, String message, String rule) {
    put(key, new Problem(message, rule));
  }

  /** Sets what is wrong at a path of names, making tables on the way. */
  void putAt(String[] path, Object error) {
    putAt(List.of(path), error);
  }

  /** Sets what is wrong at a path of names and places, making tables on the way. */
  void putAt(List<?> path, Object error) {
    ErrorTable table = this;
    for (Object key : path.subList(0, path.size() - 1)) {
      Object next = table.entries.get(key);
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
    return entries.containsKey(key);
  }

  boolean isEmpty() {
    return entries.isEmpty() && whole.isEmpty();
  }

  void putAll(ErrorTable other) {
    other.entries.forEach(this::put);
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
    entries.forEach(
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
        && !entries.isEmpty()
        && entries.keySet().stream().allMatch(Integer.class::isInstance)) {
      return placed();
    }
    return named();
  }

  private List<@Nullable Object> placed() {
    List<@Nullable Object> list = new ArrayList<>();
    entries.forEach(
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
    entries.forEach((key, error) -> map.put(key.toString(), tree(error)));
    if (!whole.isEmpty()) {
      map.put(WHOLE, whole.stream().map(Problem::message).toList());
    }
    return map;
  }

  private static Object tree(Object error) {
    return error instanceof ErrorTable table ? table.toTree() : ((Problem) error).message();
  }
}
