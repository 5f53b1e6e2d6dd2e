/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Mutex;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transaction;
import dev.plinth.dao.spi.Transactions;
import dev.plinth.memory.MemoryStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A strategy with one thing wrong, to see that the kit says which. */
final class WrongStrategy implements Strategy {
  private final Strategy right;
  private final Wrongness wrongness;

  /** What is wrong. */
  enum Wrongness {
    NOTHING,
    IGNORES_THE_VERSION,
    DELETES_ANY_VERSION,
    PAGES_WITHOUT_TTL,
    LOSES_THE_TTL,
    SWALLOWS_DUPLICATES,
    TELLS_IN_ITS_OWN_WORDS,
    TAKES_DANGLING_REFERENCES,
    TAKES_THEM_LATE,
    SKIPS_A_ROW,
    ENDS_WITH_AN_EMPTY_PAGE,
    PAGES_BACKWARDS,
    RETURNS_BULK_BACKWARDS,
    RETURNS_THE_OLD_ROW,
    EMPTIES_ARE_NULL,
    ROUNDS_INTEGERS,
    FORGETS_INTEGERS,
    FORGETS_REFERENCES,
    LOWERS_TEXTS,
    NEVER_EXPIRES,
    DELETES_WHAT_IS_REFERRED_TO,
    TAKES_ANY_POSITION,
    TAKES_ANY_TAG,
    IGNORES_TAGS,
    IGNORES_WORKSPACES,
    SEES_ONE_WORKSPACE,
    COMMITS_WHAT_WAS_UNDONE,
    LENDS_TO_EVERYBODY,
    STAYS_OPEN,
    CLAIMS_STATEMENTS,
    FORGETS_DELETIONS,
    LOSES_A_RARE_VALUE,
    KEEPS_WHAT_IT_FOUND,
    HIDES_ITS_LACK_OF_TRANSACTIONS
  }

  WrongStrategy(Wrongness wrongness) {
    this.wrongness = wrongness;
    this.right =
        wrongness == Wrongness.NEVER_EXPIRES
            ? MemoryStrategy.create(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            : MemoryStrategy.create();
  }

  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public Health check() {
    return right.check();
  }

  @Override
  public EntityStore store(Table table) {
    return new WrongStore(wrongness, table, right.store(table));
  }

  @Override
  public void prepare(Table table) {
    right.prepare(table);
  }

  @Override
  public Set<Capability> lacks() {
    Set<Capability> lacks =
        EnumSet.of(Capability.TRANSACTIONS, Capability.STATEMENTS, Capability.EVENT_LOG);
    switch (wrongness) {
      case CLAIMS_STATEMENTS -> lacks.remove(Capability.STATEMENTS);
      case HIDES_ITS_LACK_OF_TRANSACTIONS, COMMITS_WHAT_WAS_UNDONE ->
          lacks.remove(Capability.TRANSACTIONS);
      case FORGETS_DELETIONS -> lacks.remove(Capability.EVENT_LOG);
      default -> {}
    }
    return lacks;
  }

  @Override
  public Optional<Transactions> transactions() {
    return wrongness == Wrongness.COMMITS_WHAT_WAS_UNDONE
        ? right.transactions().map(begin -> () -> new Committing(begin.begin()))
        : Optional.empty();
  }

  @Override
  public Mutex mutex() {
    if (wrongness != Wrongness.LENDS_TO_EVERYBODY) {
      return right.mutex();
    }
    return (name, owner, duration) -> Optional.of(new Gift());
  }

  @Override
  public Optional<EventLog> events() {
    return wrongness == Wrongness.FORGETS_DELETIONS
        ? right.events().map(WrongStrategy::withoutDeletions)
        : Optional.empty();
  }

  private static EventLog withoutDeletions(EventLog log) {
    return (tables, position) -> {
      EventLog.Reader reader = log.open(tables, position);
      return new EventLog.Reader() {
        @Override
        public Events poll() {
          return Events.of(
              reader.poll().list().stream()
                  .filter(event -> event.kind() != Event.Kind.DELETED)
                  .toList());
        }

        @Override
        public String position() {
          return reader.position();
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    };
  }

  @Override
  public void close() {
    if (wrongness != Wrongness.STAYS_OPEN) {
      right.close();
    }
  }

  /** A transaction that cannot be undone. */
  private record Committing(Transaction transaction) implements Transaction {
    @Override
    public EntityStore store(Table table) {
      return transaction.store(table);
    }

    @Override
    public <T> T attempt(Supplier<T> part) {
      return part.get();
    }

    @Override
    public void commit() {
      transaction.commit();
    }

    @Override
    public void close() {
      transaction.commit();
      transaction.close();
    }
  }

  /** A lock that is not one. */
  private static final class Gift implements Mutex.Lease {
    @Override
    public boolean renew(Duration duration) {
      return true;
    }

    @Override
    public void close() {}
  }
}
