/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.schema.SchemaSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the same script on two registries, one of them over the store in memory, and compares what
 * comes of each step and what is left. {@code -Dplinth.tck.operations=1000000} looks harder, {@code
 * -Dplinth.tck.seed=17} elsewhere. For one thread.
 */
final class Differential implements AutoCloseable {
  /** How many operations all rules do together. */
  static final int OPERATIONS = Integer.getInteger("plinth.tck.operations", 20_000);

  private static final long SEED = Long.getLong("plinth.tck.seed", 1);
  private static final int LENGTH = 1_000;
  private static final int LOOK_EVERY = 50;
  private static final long EXPIRY_MILLIS = 1_100;

  /** Steps after which rows expire must be over before they do. */
  private static final long MOST_NANOS = 700_000_000;

  private static final int TRIES = 5;

  private final StepClock clock = new StepClock();
  private final SchemaSet schemas = KitSchemas.all().withClock(clock);
  private final Side expected;
  private final Side actual;
  private final boolean transactions;

  Differential(Strategy strategy) {
    this.expected = Side.open(new ReferenceStrategy(strategy), schemas);
    this.actual = Side.open(strategy, schemas);
    this.transactions = !strategy.lacks().contains(Capability.TRANSACTIONS);
  }

  /** Runs scripts of a kind, of as many operations as said, and fails where the sides part. */
  void check(Script.Kind kind, int operations) {
    int left = operations;
    for (long seed = SEED; left > 0; seed++) {
      Script script = Script.of(seed, kind, schemas, transactions, Math.min(LENGTH, left));
      Difference difference = run(script);
      if (difference != null) {
        throw new AssertionError(report(script, difference));
      }
      left -= script.operations();
    }
  }

  private String report(Script script, Difference difference) {
    List<Step> first = script.steps().subList(0, difference.step() + 1);
    Script shortest = script.of(Shrinking.of(first, steps -> run(script.of(steps)) != null));
    Difference shown = run(shortest);
    return "the store and the one in memory part, in a script of kind "
        + script.kind()
        + " and seed "
        + script.seed()
        + " (run it again with -Dplinth.tck.seed="
        + script.seed()
        + "):\n"
        + (shown == null
            ? difference.text() + "\nwhich did not happen again when the script was run again"
            : shown.text())
        + "\nA script that shows it, on empty tables:\n"
        + shortest.code();
  }

  /** Runs the script on empty tables, and returns where the sides part; null when they do not. */
  @Nullable Difference run(Script script) {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(script);
      } catch (TooSlow e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private @Nullable Difference runOnce(Script script) {
    boolean follows = script.kind() == Script.Kind.FOLLOWED;
    expected.clear(follows);
    actual.clear(follows);
    int last = script.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      Step step = script.steps().get(i);
      clock.step = i;
      long begun = System.nanoTime();
      Difference difference =
          Difference.of(i, "what came of the step", expected.run(step), actual.run(step));
      if (step.isExpiring()) {
        if (System.nanoTime() - begun > MOST_NANOS) {
          throw new TooSlow();
        }
        pause();
      }
      if (difference == null && (i % LOOK_EVERY == LOOK_EVERY - 1 || i == last)) {
        difference = Difference.of(i, "what is stored", expected.content(), actual.content());
        if (difference == null && follows) {
          difference = Difference.of(i, "the log of changes", expected.events(), actual.events());
        }
      }
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static void pause() {
    try {
      Thread.sleep(EXPIRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    expected.close();
    actual.close();
  }

  /** Rows expired while steps were still done, so that what came of them is a matter of luck. */
  private static final class TooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlow() {
      super("ten writes to each store took longer than rows live that live for a second");
    }
  }

  /** The same moment on both sides, another for each step. */
  private static final class StepClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private volatile int step;

    @Override
    public Instant instant() {
      return START.plusSeconds(step);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
