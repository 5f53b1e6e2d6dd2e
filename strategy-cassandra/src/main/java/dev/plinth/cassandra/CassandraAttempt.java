/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One try to change one row, as others hear of it: announced, written under the condition that the
 * row is in the state that the announcement names, marked. For one thread, once.
 */
final class CassandraAttempt {
  private final CassandraFencing fencing;
  private final CassandraIntent intent;
  private final Key key;
  private final CassandraState expected;
  private final @Nullable UUID version;

  CassandraAttempt(
      CassandraStatements statements,
      Event event,
      CassandraState expected,
      @Nullable UUID version) {
    this.fencing = statements.fencing();
    this.key = Objects.requireNonNull(event.key(), "key");
    this.expected = expected;
    this.version = version;
    this.intent = statements.events().begin(event, expected, version);
  }

  /** Says whether it was announced for this very state. */
  boolean isFor(CassandraState state) {
    return Objects.equals(state.version(), expected.version())
        && Objects.equals(state.fence(), expected.fence());
  }

  /** Gives up before the row was written. */
  void refused() {
    intent.refused();
  }

  /** Writes the row, and returns null when that took effect, else the row as it is. */
  @Nullable CassandraRow write(CassandraDeadline deadline, BooleanSupplier write) {
    try {
      intent.acknowledged();
    } catch (RuntimeException e) {
      intent.refused();
      throw e;
    }
    try {
      CassandraRow met = fencing.write(key, expected, version, deadline, write);
      if (met == null) {
        intent.applied();
      } else {
        intent.refused();
      }
      return met;
    } catch (DaoException e) {
      if (CassandraErrors.isUnknown(e)) {
        intent.doubt(this::settle);
      } else {
        intent.refused();
      }
      throw e;
    }
  }

  /** Makes sure that the write has taken effect or never will. */
  private void settle() {
    if (fencing.end(key, expected) != CassandraFencing.Ending.OPEN) {
      intent.over();
    }
  }
}
