/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Holds random schemas and random inputs against the laws of the engine. Each build tries the same
 * pairs; {@code -Dplinth.random.seed=N} chooses others, {@code -Dplinth.random.pairs=N} how many,
 * and {@code -Dplinth.random.pair=N} just one, whose number a failure tells.
 */
class RandomSchemaTest {
  private static final long SEED = Long.getLong("plinth.random.seed", 1);
  private static final int PAIRS = Integer.getInteger("plinth.random.pairs", 100_000);
  private static final int ONLY = Integer.getInteger("plinth.random.pair", -1);

  /** Inputs for each schema, which is most of the work to make. */
  private static final int INPUTS = 50;

  private static final int SECONDS_FOR_A_SCHEMA = 30;
  private static final int FAILURES_SHOWN = 12;
  private static final int LONGEST = 4_000;

  private final Map<String, String> failures = new LinkedHashMap<>();
  private int accepted;

  @Test
  void pairs_ofAnySchemaAndInput_keepTheLaws() throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      int first = Math.max(ONLY, 0) / INPUTS;
      int end = ONLY < 0 ? (PAIRS + INPUTS - 1) / INPUTS : first + 1;
      for (int i = first; i < end && failures.size() < FAILURES_SHOWN; i++) {
        int number = i;
        await(thread.submit(() -> check(number)), number);
      }
    } finally {
      thread.shutdownNow();
    }
    assertThat(failures.values()).isEmpty();
    if (ONLY < 0) {
      assertThat(accepted).as("accepted of " + PAIRS).isGreaterThan(PAIRS / 3);
    }
  }

  private void await(Future<?> run, int number) throws InterruptedException {
    try {
      run.get(SECONDS_FOR_A_SCHEMA, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no end: seed " + SEED + ", pairs from " + number * INPUTS + " on: " + schema(number), e);
    }
  }

  private static RandomSchemas.Made made(int number) {
    return RandomSchemas.make(new Dice(SEED, -1L - number));
  }

  private static String schema(int number) {
    return Printed.of(made(number).definition());
  }

  private void check(int number) {
    RandomSchemas.Made made = made(number);
    SchemaLaws laws;
    try {
      laws = new SchemaLaws(made);
      laws.checkSchema();
    } catch (RuntimeException | StackOverflowError e) {
      fail(number * INPUTS, "a schema is compiled", e, Map.of());
      return;
    }
    for (int i = 0; i < INPUTS; i++) {
      int pair = number * INPUTS + i;
      if (pair < PAIRS && (ONLY < 0 || ONLY == pair)) {
        try {
          accepted += laws.check(new Dice(SEED, pair)) ? 1 : 0;
        } catch (RuntimeException | StackOverflowError e) {
          fail(pair, laws.law(), e, laws.sent());
        }
      }
    }
  }

  /** Keeps the first failure of each kind. */
  private void fail(int pair, String law, Throwable e, Map<String, ?> sent) {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(SEED).append(", pair ").append(pair).append(": ").append(law);
    text.append("\n  ").append(e);
    StringBuilder kind = new StringBuilder(law).append(e.getClass());
    if (e instanceof SchemaLaws.Broken) {
      kind.append(String.valueOf(e.getMessage()).replaceAll("[^a-z ]", ""), 0, 0);
    } else {
      for (int i = 0; i < Math.min(8, e.getStackTrace().length); i++) {
        text.append("\n    at ").append(e.getStackTrace()[i]);
        kind.append(i < 4 ? e.getStackTrace()[i] : "");
      }
    }
    sent.forEach(
        (name, value) -> text.append("\n  ").append(name).append(": ").append(shown(value)));
    text.append("\n  schema: ").append(shown(made(pair / INPUTS).definition()));
    failures.putIfAbsent(kind.toString(), text.append('\n').toString());
  }

  private static String shown(Object value) {
    String text = Printed.of(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
