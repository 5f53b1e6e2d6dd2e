/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with an input, each with its path. Immutable. */
public final class Violations implements Iterable<Violation> {
  private static final Violations NONE = new Violations(new ErrorTable());

  private final ErrorTable table;

  // Made when asked for, perhaps twice when two threads ask: both make the same.
  private @Nullable List<Violation> list;
  private @Nullable Map<String, Object> tree;

  /** Makes them of a table, which is given away. */
  Violations(ErrorTable table) {
    this.table = table;
  }

  private List<Violation> list() {
    List<Violation> made = list;
    if (made == null) {
      made = table.toList();
      list = made;
    }
    return made;
  }

  /** Returns nothing wrong. */
  public static Violations none() {
    return NONE;
  }

  /** Returns one violation of a field, for checks made outside of a schema. */
  public static Violations of(String field, String message, String rule) {
    return ErrorTable.of(field, new ErrorTable.Problem(message, rule)).toViolations();
  }

  /** Says whether nothing is wrong. */
  public boolean isEmpty() {
    return table.isEmpty();
  }

  /** Returns the number of violations. */
  public int size() {
    return list().size();
  }

  /** Returns the violations at exactly this path. */
  public List<Violation> at(String path) {
    return list().stream().filter(violation -> violation.path().equals(path)).toList();
  }

  @Override
  public Iterator<Violation> iterator() {
    return list().iterator();
  }

  /**
   * Returns the violations as the tree of their paths: names to messages or trees, lists for
   * elements with nulls where there is nothing wrong, {@code @entity} to a list of messages.
   */
  public Map<String, Object> toTree() {
    Map<String, Object> made = tree;
    if (made == null) {
      made = Collections.unmodifiableMap(table.named());
      tree = made;
    }
    return made;
  }

  /**
   * Returns all of it as one sentence: {@code 2 schema violations (host: required field missing;
   * port: expected an integer)}.
   */
  @Override
  public String toString() {
    return Sentence.of(toTree());
  }

  /**
   * Returns all of it as one text in the order of the checks, with the parts of a part in the same
   * form: {@code Validation error: config: Validation error: port: expected an integer}.
   */
  public String toMessage() {
    return isEmpty() ? "" : Sentence.validation(toTree());
  }
}
