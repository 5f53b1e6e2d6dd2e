/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What became of each rule, written to {@code target/tck/<strategy>.md} for people and programs.
 * Safe for use by many threads.
 */
final class TckReport {
  private final Map<String, String> outcomes = new ConcurrentSkipListMap<>();

  void passed(String rule) {
    outcomes.put(rule, "PASS");
  }

  void failed(String rule, String why) {
    outcomes.put(rule, "FAIL: " + why.replaceAll("\\s+", " "));
  }

  void aborted(String rule, String why) {
    outcomes.put(rule, "ABORTED: " + why);
  }

  void notApplicable(String rule, String why) {
    outcomes.put(rule, "N/A: the strategy " + why);
  }

  Set<String> seen() {
    return outcomes.keySet();
  }

  List<String> aborted() {
    List<String> aborted = new ArrayList<>();
    outcomes.forEach(
        (rule, outcome) -> {
          if (outcome.startsWith("ABORTED")) {
            aborted.add(rule + " " + outcome);
          }
        });
    return aborted;
  }

  void write(Strategy strategy) {
    StringBuilder text = new StringBuilder();
    long passed = outcomes.values().stream().filter("PASS"::equals).count();
    long failed =
        outcomes.values().stream()
            .filter(outcome -> outcome.startsWith("FAIL") || outcome.startsWith("ABORTED"))
            .count();
    text.append("# Strategy `")
        .append(strategy.name())
        .append("`\n\nBackend: ")
        .append(strategy.check())
        .append(". Lacks: ")
        .append(strategy.lacks())
        .append(".\n\n");
    text.append("| rule | outcome |\n|---|---|\n");
    new TreeMap<>(outcomes)
        .forEach(
            (rule, outcome) ->
                text.append("| ")
                    .append(rule)
                    .append(" | ")
                    .append(outcome.replace("|", "\\|"))
                    .append(" |\n"));
    text.append("\n")
        .append(passed)
        .append(" passed, ")
        .append(failed)
        .append(" failed, ")
        .append(outcomes.size() - passed - failed)
        .append(" not applicable\n");
    try {
      Path folder = Files.createDirectories(Path.of("target", "tck"));
      Files.writeString(folder.resolve(strategy.name() + ".md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
