/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One replay of recorded cases: what passed, what failed, what was not run. Deliberate differences
 * are listed in a file, a regular expression that is found in our answer and the case, and a reason
 * on each line; one that no longer differs fails. For one thread.
 */
public final class GoldenReplay {
  private final Path folder;
  private final Map<String, String> deviations;
  private final Set<String> differed = new TreeSet<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> notRun = new TreeMap<>();
  private int passed;

  GoldenReplay(Path folder, Path deviations) throws IOException {
    this.folder = folder;
    this.deviations = deviations(deviations);
  }

  /**
   * Runs the recorded cases about the model's own entities, as far as there are schemas of them,
   * and prints the counts.
   *
   * @param folder where the cases are
   * @param deviations the file of deliberate differences
   * @return what failed
   */
  public static List<String> ofEntities(SchemaSet schemas, Path folder, Path deviations)
      throws IOException {
    GoldenReplay replay = new GoldenReplay(folder, deviations);
    Set<String> known = new TreeSet<>();
    schemas.schemas().forEach(schema -> known.add(schema.name()));
    for (String line : replay.lines()) {
      GoldenCase golden = new GoldenCase(Json.read(line), schemas);
      Set<String> named = golden.entities();
      String lacking =
          named.stream().filter(name -> !known.contains(name)).findFirst().orElse(null);
      if (lacking != null) {
        replay.skip(lacking);
      } else if (!named.isEmpty()) {
        replay.judge(golden, line);
      }
    }
    return replay.finish();
  }

  private static Map<String, String> deviations(Path file) throws IOException {
    Map<String, String> deviations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int reason = line.indexOf(" # ");
        deviations.put(line.substring(0, reason).strip(), line.substring(reason + 3));
      }
    }
    return deviations;
  }

  /** Returns the cases of all files in the folder. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /** Counts a case that cannot be run, under what is lacking. */
  void skip(String lacking) {
    notRun.merge(lacking, 1, Integer::sum);
  }

  /** Runs a case and counts it. */
  void judge(GoldenCase golden, String line) {
    String difference = GoldenComparison.difference(golden);
    if (difference == null) {
      passed++;
      return;
    }
    String told = golden.id() + ": " + difference + " in " + line;
    deviations.keySet().stream()
        .filter(pattern -> Pattern.compile(pattern).matcher(told).find())
        .findFirst()
        .ifPresentOrElse(
            known -> {
              differed.add(known);
              passed++;
            },
            () -> failures.add(told));
  }

  /** Prints the counts and returns what failed. */
  List<String> finish() {
    deviations.keySet().stream()
        .filter(known -> !differed.contains(known) && folder.startsWith("src"))
        .forEach(
            known -> failures.add(known + ": listed as a deviation, but there is no difference"));
    notRun.forEach((lacking, cases) -> System.out.println("not run: " + cases + " of " + lacking));
    System.out.println(passed + " passed, " + failures.size() + " failed");
    return failures;
  }
}
