/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes of all rows, in their order; the latest ones only. Guarded by the lock of {@link
 * Memory}.
 */
final class MemoryLog implements EventLog {
  private static final int KEPT = 100_000;

  private final Memory memory;
  private final List<Event> events = new ArrayList<>();

  /** The number of the first event that is kept. */
  private long first;

  MemoryLog(Memory memory) {
    this.memory = memory;
  }

  void append(Event event) {
    events.add(event);
    if (events.size() > 2 * KEPT) {
      events.subList(0, KEPT).clear();
      first += KEPT;
    }
  }

  /** Returns the number of the next event. */
  long end() {
    return first + events.size();
  }

  /** Forgets the events from a number on, which a transaction took back. */
  void truncate(long end) {
    events.subList((int) (end - first), events.size()).clear();
  }

  @Override
  public Reader open(List<Table> tables, @Nullable String position) {
    return new MemoryReader(
        tables.stream().map(Table::name).collect(Collectors.toSet()),
        position == null ? locked(this::end) : Long.parseLong(position));
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    memory.lock.lock();
    try {
      return work.get();
    } finally {
      memory.lock.unlock();
    }
  }

  private final class MemoryReader implements Reader {
    private final Set<String> tables;
    private long next;

    MemoryReader(Set<String> tables, long next) {
      this.tables = tables;
      this.next = next;
    }

    @Override
    public Events poll() {
      return locked(
          () -> {
            long from = next;
            next = end();
            return from < first || from > next
                ? Events.gap()
                : Events.of(
                    events.subList((int) (from - first), events.size()).stream()
                        .filter(event -> tables.contains(event.table().name()))
                        .toList());
          });
    }

    @Override
    public String position() {
      return Long.toString(next);
    }

    @Override
    public void close() {}
  }
}
