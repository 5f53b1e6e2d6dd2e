/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transactions;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A store in memory, behind one lock. The rows are gone when it is closed. Safe for use by many
 * threads.
 */
public final class MemoryStrategy implements Strategy {
  private final Memory memory;

  private MemoryStrategy(Clock clock) {
    this.memory = new Memory(clock);
  }

  /** Returns an empty store. */
  public static MemoryStrategy create() {
    return new MemoryStrategy(Clock.systemUTC());
  }

  /** Returns an empty store whose rows expire by another clock. */
  public static MemoryStrategy create(Clock clock) {
    return new MemoryStrategy(Objects.requireNonNull(clock, "clock"));
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Health check() {
    return memory.isClosed() ? Health.down("the store is closed") : Health.up("1");
  }

  @Override
  public EntityStore store(Table table) {
    return new MemoryStore(memory, memory.rows(table));
  }

  @Override
  public void prepare(Table table) {
    memory.rows(table);
  }

  @Override
  public Set<Capability> lacks() {
    return Set.of(Capability.STATEMENTS);
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.of(() -> new MemoryTransaction(memory));
  }

  @Override
  public Optional<EventLog> events() {
    return Optional.of(memory.log);
  }

  @Override
  public void close() {
    memory.close();
  }
}
