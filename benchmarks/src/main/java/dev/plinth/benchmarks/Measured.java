/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one benchmark cost: an operation's time, the median of all iterations and the quartiles
 * around it, and what it allocated. A median does not heed what else the machine did for a while.
 */
record Measured(double nanos, double lower, double upper, double bytes) {

  /**
   * Returns the results by benchmark, input and contender: {@code Benchmark/input/contender}. Where
   * the contender is a parameter, the method is the input.
   */
  static Map<String, Measured> all(Collection<RunResult> results) {
    Map<String, Measured> all = new TreeMap<>();
    for (RunResult result : results) {
      BenchmarkParams run = result.getParams();
      String[] names = run.getBenchmark().split("\\.", -1);
      String input = run.getParamsKeys().contains("input") ? run.getParam("input") : "";
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      String benchmark = names[names.length - 2];
      String method = names[names.length - 1];
      String key =
          run.getParamsKeys().contains("contender")
              ? key(benchmark, method, run.getParam("contender"))
              : key(benchmark, input, method);
      Statistics times = result.getPrimaryResult().getStatistics();
      all.put(
          key,
          new Measured(
              times.getPercentile(50),
              times.getPercentile(25),
              times.getPercentile(75),
              bytes == null ? Double.NaN : bytes.getScore()));
    }
    return all;
  }

  static String key(String benchmark, String input, String contender) {
    return benchmark + "/" + input + "/" + contender;
  }

  /** Returns the figures as cells of a table. */
  String cells() {
    return String.format(Locale.ROOT, "%,.1f | %,.1f to %,.1f | %,.0f", nanos, lower, upper, bytes);
  }
}
