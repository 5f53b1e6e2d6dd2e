/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long to wait for another writer before it is disturbed. It spares both of them work, and
 * nothing else depends on it: the protocols are right without. Immutable.
 */
final class CassandraPatience {
  private static final long POLL_MILLIS = 10;

  private final Duration wait;

  CassandraPatience(Duration wait) {
    this.wait = wait;
  }

  /** Waits until something has changed, or patience is over; says whether it has. */
  boolean await(BooleanSupplier changed) {
    long end = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() - end < 0) {
      CassandraDeadline.sleep(POLL_MILLIS);
      if (changed.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
