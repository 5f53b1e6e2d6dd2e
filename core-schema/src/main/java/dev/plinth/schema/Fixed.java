/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** A collection over an array, which the engine reads in place of an iterator. Immutable. */
sealed interface Fixed permits FixedList, FixedSet {
  /** Returns the elements themselves; whoever gets them must not change them. */
  @Nullable Object[] elements();
}
