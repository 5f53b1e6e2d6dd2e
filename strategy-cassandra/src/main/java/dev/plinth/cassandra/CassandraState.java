/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the framework keeps of a row beside its values. Version and fence together tell two states
 * apart: neither is ever used again. Immutable.
 *
 * @param version what the last write made it; null when the row is not there for readers
 * @param fence written only so that older conditional writes fail; outlives the row
 * @param born the version of the insert
 * @param deleting the mark of a delete under way
 * @param claims the ids of the claims under which the row holds its unique values, by index
 * @param expires when it stops being there; null: never
 */
record CassandraState(
    @Nullable UUID version,
    @Nullable UUID fence,
    @Nullable UUID born,
    @Nullable UUID deleting,
    Map<String, UUID> claims,
    @Nullable Instant expires) {
  static final CassandraState ABSENT = new CassandraState(null, null, null, null, Map.of(), null);

  /** Says whether there are values, be it that they have expired. */
  boolean isThere() {
    return version != null;
  }

  boolean isLive(Instant now) {
    return isThere() && (expires == null || expires.isAfter(now));
  }

  CassandraState fenced(UUID by) {
    return new CassandraState(version, by, born, deleting, claims, expires);
  }
}
