/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** A rule on one value: pure, safe for use by many threads. */
@FunctionalInterface
interface ValueRule {
  /** Returns what is wrong with the value, or null when nothing is. */
  @Nullable String test(Object value);

  /**
   * Says whether the rule is an application's: those get a value in the Java type of its field, all
   * others as it came.
   */
  default boolean isOfApplication() {
    return false;
  }
}
