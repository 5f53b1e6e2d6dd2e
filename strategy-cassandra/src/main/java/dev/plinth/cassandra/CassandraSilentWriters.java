/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The processes that write and announce nothing, as a reader of changes hears of them. As long as
 * one of them may write, whatever the reader keeps may be old. For one thread.
 */
final class CassandraSilentWriters {
  /** Twice as long as a process may write without being heard of. */
  private static final long LASTING = 2 * CassandraEvents.HEARD.toNanos();

  private final Map<UUID, Sign> signs = new HashMap<>();

  /** The last new sign of life, and when it was seen by this reader's clock. */
  private record Sign(long beat, long seenAt) {}

  /** Hears a sign of life, which may be one that was heard before; says whether it is the first. */
  boolean hear(UUID node, long beat, long now) {
    Sign sign = signs.get(node);
    if (sign == null || sign.beat != beat) {
      signs.put(node, new Sign(beat, now));
    }
    return sign == null;
  }

  /** Says whether one of them may have written of late. */
  boolean isAround(long now) {
    return signs.values().stream().anyMatch(sign -> now - sign.seenAt <= LASTING);
  }
}
