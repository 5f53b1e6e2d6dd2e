/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Strategy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The strategy of one author class, opened once and closed after its last rule. Rows that have
 * expired are not swept away under the rules about them.
 */
final class Backend implements AutoCloseable {
  private final TckHarness harness;
  private final Scope scope;
  private final Strategy strategy;
  private final Db db;
  private final Expired expired;
  private @Nullable Differential differential;

  Backend(TckHarness harness) {
    this.harness = harness;
    this.scope =
        new Scope(
            "tck_"
                + Long.toString(System.currentTimeMillis(), 36)
                + "_"
                + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20), 36)
                    .toLowerCase(Locale.ROOT));
    this.strategy = harness.open(scope);
    this.db = Db.on(strategy).schemas(KitSchemas.all()).sweepEvery(Duration.ZERO).open();
    db.createTables();
    this.expired = new Expired(db).begin();
  }

  Strategy strategy() {
    return strategy;
  }

  Db db() {
    return db;
  }

  /** Returns rows that have expired. */
  Expired expired() {
    return expired;
  }

  /** Returns what compares the strategy with the one in memory, in a place of its own. */
  synchronized Differential differential() {
    if (differential == null) {
      differential = new Differential(harness.open(new Scope(scope.name() + "_d")));
    }
    return differential;
  }

  /** Opens another instance on the same place. */
  Strategy another() {
    return harness.open(scope);
  }

  @Override
  public synchronized void close() {
    if (differential != null) {
      differential.close();
    }
    db.close();
  }
}
