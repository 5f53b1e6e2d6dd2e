/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The results of a run beside the targets, in Markdown. */
final class Report {
  private final Map<String, Measured> measured;
  private int missed;

  Report(Collection<RunResult> results) {
    this.measured = Measured.all(results);
  }

  /** Returns the number of targets that {@link #toMarkdown} found missed. */
  int missed() {
    return missed;
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder("# Benchmarks\n\n");
    text.append("Ratios of one run on Java ")
        .append(Runtime.version().feature())
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" cores. Figures of other runs and machines do not compare; ratios do.\n\n");
    text.append("| benchmark | input | contender | target | measured | |\n");
    text.append("|---|---|---|---|---:|---|\n");
    missed = 0;
    Budget.ALL.forEach(budget -> judge(budget, text));
    text.append("\n| benchmark | input | contender | ns/op, median | quartiles | B/op |\n");
    text.append("|---|---|---|---:|---:|---:|\n");
    measured.forEach(
        (key, figures) ->
            text.append("| ")
                .append(key.replace("/", " | "))
                .append(" | ")
                .append(figures.cells())
                .append(" |\n"));
    return text.toString();
  }

  private void judge(Budget budget, StringBuilder text) {
    Measured own =
        measured.get(Measured.key(budget.benchmark(), budget.input(), budget.contender()));
    Measured peer = measured.get(Measured.key(budget.benchmark(), budget.input(), budget.peer()));
    if (own == null || peer == null) {
      return;
    }
    double measure = budget.measure(own, peer);
    boolean met = budget.isMet(measure);
    missed += met ? 0 : 1;
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %.2f | %s |%n",
            budget.benchmark(),
            budget.input(),
            budget.contender(),
            budget.target(),
            measure,
            met ? "met" : "**missed**"));
  }
}
