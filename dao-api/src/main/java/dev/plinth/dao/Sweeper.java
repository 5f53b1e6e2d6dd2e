/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Mutex;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from time to time what has expired and nobody sees any more: rows, and changes too old
 * for any reader, and lets stores mend what crashed writers left; in small batches, and on one node
 * at a time. A thread of its own.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final String LOCK = "plinth-sweeper";
  private static final int BATCH = 1_000;

  private final Core core;
  private final Strategy strategy;
  private final List<Table> tables;
  private final Duration pause;
  private final Thread thread = new Thread(this::run, "plinth-sweeper");
  private volatile boolean closed;

  Sweeper(Core core, Duration pause) {
    this.core = core;
    this.strategy = core.strategy;
    this.tables =
        core.tables.values().stream()
            .filter(table -> table.hasTtl() || !table.referencedBy().isEmpty())
            .toList();
    this.pause = pause;
  }

  /** Starts the thread, if there is anything that could expire. */
  void start() {
    if (!pause.isZero() && !(tables.isEmpty() && strategy.events().isEmpty())) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    boolean failing = false;
    Mutex mutex = strategy.mutex();
    while (!closed) {
      try {
        Thread.sleep(pause.toMillis());
        sweep(mutex);
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed && !failing) {
          LOG.warn("what has expired could not be removed; it is tried again every {}", pause, e);
        }
        failing = true;
      }
    }
  }

  private void sweep(Mutex mutex) {
    Duration longest = pause.multipliedBy(2).plusSeconds(30);
    Optional<Mutex.Lease> lease =
        mutex.tryAcquire(LOCK, ManagementFactory.getRuntimeMXBean().getName(), longest);
    if (lease.isEmpty()) {
      return;
    }
    try (Mutex.Lease held = lease.get()) {
      for (Table table : tables) {
        inBatches(core.store(table)::sweep, held, longest);
      }
      Optional<EventLog> events = strategy.events();
      if (events.isPresent()) {
        inBatches(events.get()::sweep, held, longest);
      }
    }
  }

  private void inBatches(IntUnaryOperator batch, Mutex.Lease held, Duration longest) {
    while (!closed && batch.applyAsInt(BATCH) == BATCH && held.renew(longest)) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
