/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Runs that take turns: each benchmark has one fork in each round, so that a machine that is slower
 * for a minute is so for all contenders, where forks of one after those of another would not be.
 */
final class Rounds {
  private Rounds() {}

  /** Runs as many rounds as said, and returns the results of all of them together. */
  static Collection<RunResult> run(int rounds, ChainedOptionsBuilder options)
      throws RunnerException {
    Map<String, List<RunResult>> byName = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (RunResult result : new Runner(options.forks(1).build()).run()) {
        byName.computeIfAbsent(result.getParams().id(), id -> new ArrayList<>()).add(result);
      }
    }
    return byName.values().stream().map(Rounds::together).toList();
  }

  private static RunResult together(List<RunResult> results) {
    List<BenchmarkResult> all = new ArrayList<>();
    results.forEach(result -> all.addAll(result.getBenchmarkResults()));
    return new RunResult(results.get(0).getParams(), all);
  }
}
