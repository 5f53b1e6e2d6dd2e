/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An announced change, as a reader has found it. Immutable.
 *
 * @param event what is announced; null when it is of a table that is not followed
 * @param expected the state of the row that its write is conditional on
 * @param version what the write makes of it; null when it removes the row
 * @param since when it was first found, by this machine's monotonic clock
 */
record CassandraEntry(
    long seq, @Nullable Event event, CassandraState expected, @Nullable UUID version, long since) {
  boolean isOfSameRow(CassandraEntry other) {
    return event != null
        && other.event != null
        && event.table().name().equals(other.event.table().name())
        && (event.key() == null || event.key().equals(other.event.key()));
  }
}
