/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Mutex;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An application's migrations on one strategy. Several nodes may run them at once: one does, the
 * others wait and find it done.
 *
 * <p>Safe for use by many threads.
 */
public final class Migrations {
  private static final String LOCK = "migrations";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Strategy strategy;
  private final Planner planner;
  private final Journal journal;
  private final Duration patience;

  private Migrations(Strategy strategy, List<Subsystem> subsystems, Duration patience) {
    this.strategy = strategy;
    this.planner = new Planner(strategy.name(), subsystems);
    this.journal = new Journal(strategy);
    this.patience = patience;
  }

  /**
   * Returns the migrations of subsystems: {@code core} first, then by name.
   *
   * @throws IllegalArgumentException when two subsystems have one name
   */
  public static Migrations of(Strategy strategy, List<Subsystem> subsystems) {
    List<Subsystem> sorted = new ArrayList<>(subsystems);
    sorted.sort(
        Comparator.comparing((Subsystem subsystem) -> !subsystem.name().equals("core"))
            .thenComparing(Subsystem::name));
    Set<String> names = new HashSet<>();
    for (Subsystem subsystem : sorted) {
      if (!names.add(subsystem.name())) {
        throw new IllegalArgumentException("two subsystems are named '" + subsystem.name() + "'");
      }
    }
    return new Migrations(
        Objects.requireNonNull(strategy, "strategy"), List.copyOf(sorted), PATIENCE);
  }

  /**
   * Returns these migrations with another time to wait for a node that is running them; it is also
   * the time after which a node that died is not waited for any more.
   */
  public Migrations patience(Duration duration) {
    return new Migrations(strategy, planner.subsystems(), duration);
  }

  private Session open() {
    Connector connector =
        strategy
            .connector()
            .orElseThrow(
                () ->
                    Failures.unsupported(
                        Capability.STATEMENTS,
                        "strategy '"
                            + strategy.name()
                            + "' has no statements, so it has no migrations"));
    return connector.open();
  }

  /** Returns what the database has seen. */
  public State state() {
    boolean bootstrapped;
    try (Session session = open()) {
      bootstrapped = journal.exists(session);
    }
    return planner.classify(bootstrapped, bootstrapped ? journal.read() : Map.of());
  }

  /** Returns what a command would do now. */
  public Plan plan(Command command) {
    return planner.plan(command, state());
  }

  /** Runs a plan, as {@link #run(Plan, Consumer)}. */
  public Report run(Plan plan) {
    return run(plan, step -> {});
  }

  /**
   * Runs what the plan's command does by now: under the lock the state is read again, so that what
   * another node did meanwhile is not done twice.
   *
   * @param done told of each phase when it is done and recorded
   * @throws MigrationException when there are objections, another node does not finish in time, or
   *     a phase fails
   */
  public Report run(Plan plan, Consumer<Step> done) {
    refuse(plan);
    if (plan.command() == Command.BOOTSTRAP) {
      journal.create();
    }
    try (Mutex.Lease lease = acquire()) {
      return new Runner(strategy, journal, planner, lease, patience)
          .run(plan, () -> planner.classify(true, journal.read()), done);
    }
  }

  private static void refuse(Plan plan) {
    if (!plan.objections().isEmpty()) {
      throw new MigrationException(String.join("; ", plan.objections()));
    }
  }

  private Mutex.Lease acquire() {
    Mutex mutex = strategy.mutex();
    String owner =
        ProcessHandle.current().pid()
            + "@"
            + Objects.requireNonNullElse(System.getenv("HOSTNAME"), "localhost");
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Mutex.Lease> lease = mutex.tryAcquire(LOCK, owner, patience);
      if (lease.isPresent()) {
        return lease.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new MigrationException(
            "another node is running migrations and did not finish within "
                + patience.toSeconds()
                + " s: see what it does, then run the command again");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("interrupted while waiting for another node", e);
    }
  }

  /**
   * Returns when code of this version may run on the database.
   *
   * @throws MigrationException when it may not, with the command to run
   */
  public void requireUpToDate() {
    State state = state();
    if (state.needsBootstrap()) {
      throw new MigrationException(Planner.BOOTSTRAP_FIRST);
    }
    if (state.hasNew()) {
      throw new MigrationException(
          "the database misses migrations " + state.in(State.Of.NEW) + ": run 'migrations up'");
    }
  }
}
