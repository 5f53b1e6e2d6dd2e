/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the replica is in use. One that cannot be reached is left alone for a while, so that not
 * every read waits for it; then one read tries it. Safe for use by many threads.
 */
final class PostgresReplica {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresReplica.class);
  private static final long IN_USE = 0;

  private final String place;
  private final Duration pause;

  /** When it is tried again, by {@link System#nanoTime}; {@link #IN_USE} while there is no need. */
  private final AtomicLong next = new AtomicLong(IN_USE);

  PostgresReplica(String place, Duration pause) {
    this.place = place;
    this.pause = pause;
  }

  /** Says whether this read goes to the replica. */
  boolean isToBeRead() {
    long at = next.get();
    if (at == IN_USE) {
      return true;
    }
    return System.nanoTime() - at >= 0 && next.compareAndSet(at, later());
  }

  private long later() {
    return (System.nanoTime() + pause.toNanos()) | 1;
  }

  /** Notes that it has answered. */
  void answered() {
    if (next.get() != IN_USE && next.getAndSet(IN_USE) != IN_USE) {
      LOG.info("the replica at {} answers again", place);
    }
  }

  /** Notes that it was not reached; says so once, until it answers again. */
  void lost(String why) {
    if (next.getAndSet(later()) == IN_USE) {
      LOG.warn(
          "the replica at {} is not reached, the primary is read instead and the replica tried"
              + " again every {} s: {}",
          place,
          pause.toSeconds(),
          why);
    }
  }
}
