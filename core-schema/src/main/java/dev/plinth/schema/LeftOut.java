/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a JSON Schema does not say of the rules of an entity, by the paths at which they are broken.
 * For one thread.
 */
final class LeftOut {
  private final Map<String, Rules> byPath;
  private final String path;

  /** Rules that are not said at all, and those that are said for some values. */
  private record Rules(Set<String> wholly, Set<String> partly) {}

  LeftOut() {
    this(new LinkedHashMap<>(), "");
  }

  private LeftOut(Map<String, Rules> byPath, String path) {
    this.byPath = byPath;
    this.path = path;
  }

  /** Returns the place of a field; of an element, under {@code *}. */
  LeftOut at(String name) {
    return new LeftOut(byPath, path.isEmpty() ? name : path + "." + name);
  }

  private Rules here() {
    return byPath.computeIfAbsent(
        path, key -> new Rules(new LinkedHashSet<>(), new LinkedHashSet<>()));
  }

  /** Notes that a rule is not said. */
  void add(String rule) {
    here().wholly.add(rule);
  }

  /** Notes that a rule is said for most values only. */
  void addPartly(String rule) {
    here().partly.add(rule);
  }

  Set<String> wholly() {
    return here().wholly;
  }

  Set<String> partly() {
    return here().partly;
  }

  /** Says whether everything is said, here and below. */
  boolean isEmpty() {
    return byPath.values().stream()
        .allMatch(rules -> rules.wholly.isEmpty() && rules.partly.isEmpty());
  }
}
