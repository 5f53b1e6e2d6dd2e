/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Failures;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * The time an operation has before it gives up, by this machine's own monotonic clock. The bounds
 * of the protocols count on it: a fence outlives any operation by far. For one thread.
 */
final class CassandraDeadline {
  /** The longest that any operation goes on; see {@code docs/protocols.md}. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int MOST_PAUSE_MILLIS = 100;

  /** From so many doublings on a pause is as long as it gets. */
  private static final int MOST_DOUBLINGS = 6;

  private final long end = System.nanoTime() + LONGEST.toNanos();
  private int pauses;

  /** Throws when the time is over; nothing of the operation is written then. */
  void check(String what) {
    if (System.nanoTime() - end > 0) {
      String message = "gave up after " + LONGEST.toSeconds() + " s: " + what;
      throw Failures.retryable(message, new TimeoutException(message));
    }
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  /** Waits a little, longer from time to time, so that others get on. */
  void pause() {
    pauses++;
    sleep(ThreadLocalRandom.current().nextInt(1, longestPause(pauses) + 1));
  }

  /** Returns how many milliseconds a pause may last, after others before it. */
  static int longestPause(int pauses) {
    return Math.min(MOST_PAUSE_MILLIS, 2 << Math.min(pauses, MOST_DOUBLINGS));
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.retryable("interrupted while waiting for others", e);
    }
  }
}
