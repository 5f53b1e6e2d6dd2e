/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All rows of one store, and the one lock that every operation holds. */
final class Memory {
  final ReentrantLock lock = new ReentrantLock();
  final Clock clock;
  final MemoryLog log = new MemoryLog(this);

  private final Map<String, Rows> tables = new LinkedHashMap<>();
  private long versions;
  private volatile boolean closed;

  Memory(Clock clock) {
    this.clock = clock;
  }

  /** Returns the rows of the table; those that are there already for a table of the same name. */
  Rows rows(Table table) {
    lock.lock();
    try {
      return tables.computeIfAbsent(table.name(), name -> new Rows(table));
    } finally {
      lock.unlock();
    }
  }

  @Nullable Rows rows(String table) {
    return tables.get(table);
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes the lock, unless the store is closed. */
  void lock() {
    lock.lock();
    if (closed) {
      lock.unlock();
      throw Failures.closed("memory");
    }
  }

  long nextVersion() {
    return ++versions;
  }

  /** Returns a copy of all rows, to come back to. */
  Map<String, Rows> snapshot() {
    Map<String, Rows> copy = new LinkedHashMap<>();
    tables.forEach((name, rows) -> copy.put(name, rows.copy()));
    return copy;
  }

  void restore(Map<String, Rows> snapshot) {
    tables.forEach((name, rows) -> rows.become(snapshot.get(name)));
  }
}
