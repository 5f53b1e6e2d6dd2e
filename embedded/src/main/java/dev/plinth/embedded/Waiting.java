/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what a server does in its own time. */
final class Waiting {
  private static final long PAUSE_MILLIS = 100;

  private Waiting() {}

  /** Asks again and again; throws what {@code late} makes when the time is over. */
  static void until(BooleanSupplier done, Duration patience, Supplier<EmbeddedException> late) {
    Instant end = Instant.now().plus(patience);
    while (!done.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw late.get();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddedException("interrupted", e);
      }
    }
  }
}
