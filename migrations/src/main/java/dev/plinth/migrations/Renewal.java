/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import dev.plinth.dao.spi.Mutex;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lock while work goes on that may take longer than the lock lasts. */
final class Renewal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final Mutex.Lease lease;
  private final Duration duration;
  private final ScheduledFuture<?> task;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "plinth-migrations-lock");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean lost;

  Renewal(Mutex.Lease lease, Duration duration) {
    this.lease = lease;
    this.duration = duration;
    long period = Math.max(1, duration.toMillis() / 3);
    this.task = timer.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      lost |= !lease.renew(duration);
    } catch (RuntimeException e) {
      LOG.warn("the lock on migrations could not be renewed; it will be tried again", e);
    }
  }

  /** Throws when somebody else may hold the lock by now. */
  void require(Step step) {
    if (lost) {
      throw new MigrationException(
          "the lock on migrations was lost at "
              + step.subsystem()
              + "/"
              + step.migration()
              + ": run the command again");
    }
  }

  @Override
  public void close() {
    task.cancel(false);
    timer.shutdownNow();
  }
}
