/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule on one value: pure, safe for use by many threads. */
@FunctionalInterface
interface ValueRule {
  /** Returns what is wrong with the value, or null when nothing is. */
  @Nullable String test(Object value);

  /**
   * Returns the value as a rule about texts has it, a number or a moment as its text; null when it
   * is none.
   */
  static @Nullable String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Instant) {
      return Lua.text(RuleCompiler.number(value));
    }
    return value instanceof Number ? Lua.text(value) : null;
  }

  /**
   * Says whether the rule is an application's: those get a value in the Java type of its field, all
   * others as it came.
   */
  default boolean isOfApplication() {
    return false;
  }
}
