/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transaction;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A transaction that holds the lock from its start to its end, and comes back to a copy when it is
 * not committed. For one thread.
 */
final class MemoryTransaction implements Transaction {
  private final Memory memory;
  private final Map<String, Rows> snapshot;
  private final long events;
  private boolean committed;

  MemoryTransaction(Memory memory) {
    this.memory = memory;
    memory.lock();
    this.snapshot = memory.snapshot();
    this.events = memory.log.end();
  }

  @Override
  public EntityStore store(Table table) {
    return new MemoryStore(memory, memory.rows(table));
  }

  @Override
  public <T> T attempt(Supplier<T> part) {
    Map<String, Rows> before = memory.snapshot();
    long told = memory.log.end();
    try {
      return part.get();
    } catch (RuntimeException | Error e) {
      memory.restore(before);
      memory.log.truncate(told);
      throw e;
    }
  }

  @Override
  public void commit() {
    committed = true;
  }

  @Override
  public void close() {
    if (!committed) {
      memory.restore(snapshot);
      memory.log.truncate(events);
    }
    memory.lock.unlock();
  }
}
