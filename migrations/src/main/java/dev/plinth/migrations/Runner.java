/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Mutex;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs phases one after another under the lock, recording each. For one thread, once. */
final class Runner {
  /** The table that the lock lies in, held while everything else is removed. */
  private static final String LEASES = "plinth_leases";

  private final Strategy strategy;
  private final Journal journal;
  private final Planner planner;
  private final Mutex.Lease lease;
  private final Duration patience;

  Runner(
      Strategy strategy, Journal journal, Planner planner, Mutex.Lease lease, Duration patience) {
    this.strategy = strategy;
    this.journal = journal;
    this.planner = planner;
    this.lease = lease;
    this.patience = patience;
  }

  Report run(Plan wanted, Supplier<State> state, Consumer<Step> done) {
    if (wanted.command() == Command.RESET) {
      reset();
      return new Report(List.of(), new State(false, List.of()));
    }
    List<Step> ran = new ArrayList<>();
    try (Renewal renewal = new Renewal(lease, patience)) {
      for (Step step : stillToRun(wanted, state.get())) {
        renewal.require(step);
        run(step);
        renewal.require(step);
        journal.record(step.subsystem(), step.migration(), !step.isLast());
        ran.add(step);
        done.accept(step);
      }
    }
    return new Report(ran, state.get());
  }

  private List<Step> stillToRun(Plan wanted, State now) {
    if (wanted.command() == Command.BOOTSTRAP) {
      return planner.plan(Command.BOOTSTRAP, new State(false, now.entries())).steps();
    }
    Plan plan = planner.plan(wanted.command(), now);
    if (!plan.objections().isEmpty()) {
      throw new MigrationException(String.join("; ", plan.objections()));
    }
    return plan.steps();
  }

  private void run(Step step) {
    Action action = action(step);
    if (action == null) {
      return;
    }
    try (Session session = session()) {
      session.atomically(() -> action.run(session));
      session.awaitAgreement();
    } catch (DaoException e) {
      throw new MigrationException(
          "migration "
              + step.subsystem()
              + "/"
              + step.migration()
              + " failed in phase "
              + step.phase().name().toLowerCase(java.util.Locale.ROOT)
              + ": "
              + e.message()
              + ": mend it and run the command again",
          e);
    }
  }

  private @Nullable Action action(Step step) {
    return step.phase() == Step.Phase.UP
        ? step.definition().up(strategy.name())
        : step.definition().teardown(strategy.name());
  }

  private Session session() {
    return strategy.connector().orElseThrow().open();
  }

  private void reset() {
    try (Session session = session()) {
      List<String> tables =
          session.catalogue().tables().stream().filter(table -> !table.equals(LEASES)).toList();
      session.atomically(
          () -> tables.forEach(table -> session.catalogue().drop(table).forEach(session::execute)));
      session.awaitAgreement();
    }
  }
}
