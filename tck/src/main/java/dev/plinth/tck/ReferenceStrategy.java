/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Limits;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transactions;
import dev.plinth.memory.MemoryStrategy;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The reference: the store in memory, lacking and limited as the strategy it is compared with. */
final class ReferenceStrategy implements Strategy {
  private final Strategy memory = MemoryStrategy.create();
  private final Set<Capability> lacks;
  private final Limits limits;

  ReferenceStrategy(Strategy compared) {
    this.lacks = EnumSet.copyOf(memory.lacks());
    this.lacks.addAll(compared.lacks());
    this.limits = compared.limits();
  }

  @Override
  public String name() {
    return memory.name();
  }

  @Override
  public Health check() {
    return memory.check();
  }

  @Override
  public EntityStore store(Table table) {
    return memory.store(table);
  }

  @Override
  public void prepare(Table table) {
    memory.prepare(table);
  }

  @Override
  public Set<Capability> lacks() {
    return lacks;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public Optional<Transactions> transactions() {
    return lacks.contains(Capability.TRANSACTIONS) ? Optional.empty() : memory.transactions();
  }

  @Override
  public Optional<EventLog> events() {
    return lacks.contains(Capability.EVENT_LOG) ? Optional.empty() : memory.events();
  }

  @Override
  public void close() {
    memory.close();
  }
}
