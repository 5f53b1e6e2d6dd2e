/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a definition, twice: as the model's error tree, and as problems with the path
 * by which an author finds the place. For one definition, on one thread.
 */
final class Findings {
  private final Map<String, @Nullable Object> definition;
  private final ErrorTable tree = new ErrorTable();
  private final Map<String, String> problems = new LinkedHashMap<>();
  private boolean treeIsClosed;

  Findings(Map<String, @Nullable Object> definition) {
    this.definition = definition;
  }

  /** Adds what the structure of the definition is refused for. */
  void addAll(ErrorTable structure) {
    tree.putAll(structure);
    for (Violation violation : structure.toViolations()) {
      problems.put(
          author(violation.path()),
          violation.rule().equals("check") ? FieldNode.REQUIRED.message() : violation.message());
    }
  }

  /** Keeps what comes from now on out of the tree. */
  void closeTree() {
    treeIsClosed = true;
  }

  /** Adds a problem that the model knows, under its key in the tree. */
  void add(Object key, String path, String message) {
    if (!treeIsClosed) {
      tree.put(key, message, "definition");
    }
    problems.put(path, message);
  }

  /** Adds problems that the model keeps under one key of the tree, and an author elsewhere. */
  void add(Object key, ErrorTable error, Map<String, String> byPath) {
    if (!treeIsClosed) {
      tree.put(key, error);
    }
    problems.putAll(byPath);
  }

  /** Adds a problem that the model knows, and that follows from another one. */
  void addConsequence(Object key, String message) {
    if (!treeIsClosed) {
      tree.put(key, message, "definition");
    }
  }

  /** Adds a problem that the model knows, at its place in the tree. */
  void addAt(List<Object> place, String path, Object error) {
    if (!treeIsClosed) {
      tree.putAt(place, error);
    }
    ErrorTable.of(path, error)
        .toViolations()
        .forEach(violation -> problems.put(violation.path(), violation.message()));
  }

  /** Adds a problem that the model is blind to. */
  void addStricter(String path, String message) {
    problems.putIfAbsent(path, message);
  }

  /** Adds the problems of a part, judged by itself. */
  void addPart(String path, Findings part) {
    part.problems.forEach((under, message) -> problems.put(path + "." + under, message));
  }

  /** Says whether something is wrong at a path or under it. */
  boolean concern(String path) {
    return problems.keySet().stream()
        .anyMatch(one -> one.equals(path) || one.startsWith(path + "."));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns the model's error tree; empty when it would take the definition. */
  ErrorTable tree() {
    return tree;
  }

  /** Returns every problem as {@code path: message}, with a hint where there is one. */
  List<String> problems() {
    return problems.entrySet().stream()
        .map(problem -> problem.getKey() + ": " + hinted(problem.getKey(), problem.getValue()))
        .toList();
  }

  private String hinted(String path, String message) {
    return Hint.with(path, message, at(path));
  }

  /** Returns what stands at an author's path; null when nothing does. */
  private @Nullable Object at(String path) {
    Object at = definition;
    for (String segment : path.split("\\.", -1)) {
      if (at instanceof List<?> list) {
        at = Attributes.entries(list).get(segment);
      } else {
        at = at instanceof Map<?, ?> map ? map.get(segment) : null;
      }
    }
    return at;
  }

  /**
   * Returns a path with the places of fields, of which an author thinks by name, replaced by their
   * names.
   */
  private String author(String path) {
    StringBuilder author = new StringBuilder();
    Object at = definition;
    for (String segment : path.split("\\.", -1)) {
      String name = segment;
      if (at instanceof List<?> list && segment.matches("\\d{1,6}")) {
        at = list.get(Integer.parseInt(segment) - 1);
        if (at instanceof Map<?, ?> one && one.size() == 1 && isNamed(author)) {
          Map.Entry<?, ?> entry = one.entrySet().iterator().next();
          name = String.valueOf(entry.getKey());
          at = entry.getValue();
        }
      } else {
        at = at instanceof Map<?, ?> map ? map.get(segment) : null;
      }
      if (!name.equals(ErrorTable.WHOLE)) {
        author.append(author.isEmpty() ? "" : ".").append(name);
      }
    }
    return author.toString();
  }

  private static boolean isNamed(StringBuilder path) {
    int length = path.length();
    return length >= 6 && path.substring(length - 6).equals("fields");
  }
}
