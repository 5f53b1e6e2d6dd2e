/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Transaction;
import dev.plinth.dao.spi.Transactions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** How pieces of work meet others: again when somebody was faster, together where the store can. */
final class Work {
  private static final int TRIES = 20;
  private static final int MOST_MILLIS = 50;
  private static final long LONGEST_NANOS = 2_000_000_000;
  private static final ReadOptions FRESH = ReadOptions.none().fresh();

  private Work() {}

  /**
   * Runs the work until nobody changes what it has read meanwhile; once only when {@code once}. A
   * fault that passes is tried again as well, but not in a transaction, which it has ended, and not
   * when it took long: then the caller has waited enough.
   */
  static <T> T untilUnchanged(Scope scope, boolean once, Supplier<T> work) {
    long begun = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (DaoException.Changed e) {
        if (once || attempt == TRIES) {
          throw e;
        }
      } catch (DaoException.Fault e) {
        boolean passes = e.isRetryable() && e.isOutcomeKnown() && !scope.isTransaction();
        if (!passes || attempt == TRIES || System.nanoTime() - begun > LONGEST_NANOS) {
          throw e;
        }
      }
      pause(attempt);
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, Math.min(MOST_MILLIS, 2 << attempt) + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaoException.Fault("interrupted while waiting for others", true, true, e);
    }
  }

  /**
   * Runs the work in a transaction where the strategy has them; in one that is running it is undone
   * alone when it throws.
   */
  static <T> T atomically(Scope scope, Function<Scope, T> work) {
    Optional<Transactions> transactions = scope.core().strategy.transactions();
    if (scope.isTransaction() || transactions.isEmpty()) {
      return attempt(scope, () -> work.apply(scope));
    }
    try (Transaction transaction = transactions.get().begin()) {
      T result = work.apply(scope.in(transaction));
      transaction.commit();
      return result;
    }
  }

  /** Runs one write; in a transaction it is undone alone when it throws. */
  static <T> T attempt(Scope scope, Supplier<T> write) {
    Transaction transaction = scope.transaction();
    return transaction == null ? write.get() : transaction.attempt(write);
  }

  /**
   * Returns the values without the moment of the last write, which differs between any two states
   * and is set anew.
   */
  static Values withoutAutomatic(EntityType type, Values values) {
    Field<?> moment = type.fields().get("updated_at");
    return moment != null && moment.isAuto() ? values.without("updated_at") : values;
  }

  /** Writes what differs between two states of an entity, as long as that is still as it was. */
  static Entity difference(Dao<Entity> dao, Entity before, Entity after) {
    Values changes = withoutAutomatic(dao.type(), Values.difference(before, after));
    Values expected = Values.none();
    for (String name : changes.names()) {
      expected = expected.and(name, before.get(name));
    }
    return merge(dao, before.key(), expected, changes);
  }

  /** Makes changes to an entity as long as the fields changed still have the values expected. */
  static Entity merge(Dao<Entity> dao, Key key, Values expected, Values changes) {
    for (int attempt = 1; ; attempt++) {
      Entity stored = dao.select(key, FRESH).orElseThrow(() -> Failures.notFound(dao.type(), key));
      for (String name : expected.names()) {
        if (!Objects.equals(stored.get(name), expected.get(name))) {
          throw new DaoException.Changed(
              "'" + name + "' was changed meanwhile: read the entity again", Map.of());
        }
      }
      if (changes.names().isEmpty()) {
        return stored;
      }
      try {
        return dao.update(key, changes, WriteOptions.ifMatch(stored.etag()));
      } catch (DaoException.Changed e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
      pause(attempt);
    }
  }
}
