/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.schema.Entity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was read: its state, and its values when it has any. Immutable.
 *
 * @param entity null exactly when the row is not there for readers
 */
record CassandraRow(CassandraState state, @Nullable Entity entity) {
  static final CassandraRow ABSENT = new CassandraRow(CassandraState.ABSENT, null);

  /** Returns the values of a row that has some. */
  Entity values() {
    return Objects.requireNonNull(entity, "the row is not there");
  }
}
