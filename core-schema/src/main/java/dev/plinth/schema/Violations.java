/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Everything that is wrong with an input, each with its path. Immutable. */
public final class Violations implements Iterable<Violation> {
  private static final Violations NONE = new Violations(List.of(), Map.of());

  private final List<Violation> list;
  private final Map<String, Object> tree;

  Violations(List<Violation> list, Map<String, Object> tree) {
    this.list = List.copyOf(list);
    this.tree = tree;
  }

  /** Returns nothing wrong. */
  public static Violations none() {
    return NONE;
  }

  /** Returns one violation of a field, for checks made outside of a schema. */
  public static Violations of(String field, String message, String rule) {
    return new Violations(List.of(new Violation(field, message, rule)), Map.of(field, message));
  }

  /** Says whether nothing is wrong. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** Returns the number of violations. */
  public int size() {
    return list.size();
  }

  /** Returns the violations at exactly this path. */
  public List<Violation> at(String path) {
    return list.stream().filter(violation -> violation.path().equals(path)).toList();
  }

  @Override
  public Iterator<Violation> iterator() {
    return list.iterator();
  }

  /**
   * Returns the violations as the tree of their paths: names to messages or trees, lists for
   * elements with nulls where there is nothing wrong, {@code @entity} to a list of messages.
   */
  public Map<String, Object> toTree() {
    return tree;
  }

  /**
   * Returns all of it as one sentence: {@code 2 schema violations (host: required field missing;
   * port: expected an integer)}.
   */
  @Override
  public String toString() {
    return Sentence.of(tree);
  }

  /**
   * Returns all of it as one text in the order of the checks, with the parts of a part in the same
   * form: {@code Validation error: config: Validation error: port: expected an integer}.
   */
  public String toMessage() {
    return isEmpty() ? "" : Sentence.validation(tree);
  }
}
