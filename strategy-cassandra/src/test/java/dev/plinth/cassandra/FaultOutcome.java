/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told.
 *
 * @param result what the operation returned; null when it failed
 * @param fault how it failed; null when it did not
 */
record FaultOutcome(@Nullable String result, DaoException.@Nullable Fault fault) {
  /** Runs an operation, which may return or fail for the sake of the store, nothing else. */
  static FaultOutcome of(Supplier<String> operation) {
    try {
      return new FaultOutcome(operation.get(), null);
    } catch (DaoException.Fault e) {
      return new FaultOutcome(null, e);
    }
  }

  /** Says whether the caller knows that nothing was written. */
  boolean isNothing() {
    return fault != null && fault.isOutcomeKnown();
  }

  /** Says whether the caller has been told that it cannot be known. */
  boolean isUnknown() {
    return fault != null && !fault.isOutcomeKnown();
  }
}
