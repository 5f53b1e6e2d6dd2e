/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import org.jspecify.annotations.Nullable;

/** Where the two sides of a script part: at a step, in what came of it or in what is left. */
record Difference(int step, String what, Outcome expected, Outcome actual) {
  static @Nullable Difference of(int step, String what, Outcome expected, Outcome actual) {
    return expected.equals(actual) ? null : new Difference(step, what, expected, actual);
  }

  /** Returns the difference in words. */
  String text() {
    return what + " differs at " + expected.difference(actual);
  }
}
