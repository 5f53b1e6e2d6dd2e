/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.time.Duration;
import java.util.Optional;

/** Locks that nodes hold for a time, by name. Must be safe for use by many threads. */
public interface Mutex {
  /**
   * Takes the lock for {@code duration} when nobody holds it; does not wait. The owner is a text
   * for people.
   */
  Optional<Lease> tryAcquire(String name, String owner, Duration duration);

  /** A lock that is held until it is closed or its time is over. */
  interface Lease extends AutoCloseable {
    /** Holds the lock for another while; false when it is lost, and then it stays so. */
    boolean renew(Duration duration);

    /** Gives the lock back, if it is still held. */
    @Override
    void close();
  }
}
