/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark once, so that none rots; what it says of speed means nothing. */
class BenchmarksTest {
  private static final String ROWS = "plinth.benchmarks.rows";

  @BeforeAll
  static void keepTheLargeTableSmall() {
    System.setProperty(ROWS, "2000");
  }

  @AfterAll
  static void forgetIt() {
    System.clearProperty(ROWS);
  }

  @Test
  void benchmarks_runOnce_haveAllThatTheTargetsName() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Measured> measured = Measured.all(results);
    for (Budget budget : Budget.ALL) {
      assertThat(measured)
          .containsKey(Measured.key(budget.benchmark(), budget.input(), budget.contender()))
          .containsKey(Measured.key(budget.benchmark(), budget.input(), budget.peer()));
    }
    assertThat(new Report(results).toMarkdown().lines().filter(line -> line.startsWith("| ")))
        .hasSize(2 + Budget.ALL.size() + results.size());
  }
}
