/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** One problem of an input: where, what, and the rule that says so. Immutable. */
public final class Violation {
  private final String path;
  private final String message;
  private final String rule;

  Violation(String path, String message, String rule) {
    this.path = path;
    this.message = message;
    this.rule = rule;
  }

  /**
   * Returns where: dotted names, elements by their place from 1, such as {@code paths.2};
   * {@code @entity} for a problem of the whole.
   */
  public String path() {
    return path;
  }

  /** Returns what is wrong, in words. */
  public String message() {
    return message;
  }

  /**
   * Returns the stable name of the rule, such as {@code required} or {@code len_min}; programs
   * switch on it, never on the message.
   */
  public String rule() {
    return rule;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Violation that
        && path.equals(that.path)
        && message.equals(that.message)
        && rule.equals(that.rule);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + message.hashCode();
  }

  @Override
  public String toString() {
    return path + ": " + message;
  }
}
