/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Replays recorded verdicts of the model's schema library, from the resources or from the folder in
 * {@code -Dplinth.golden.schema=DIR}. Deliberate differences are listed, with reasons, in {@code
 * golden/deviations.txt}; one that no longer differs fails.
 */
class GoldenSchemaTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plinth.golden.schema", "src/test/resources/golden/schema"));
  private static final Path DEVIATIONS = Path.of("src/test/resources/golden/deviations.txt");
  private static final Set<String> NOT_YET = Set.of("metaschema", "metasubschema", "schema_new");

  @Test
  void recordedCases_replayed_answerAsTheModel() throws IOException {
    Map<String, String> deviations = deviations();
    List<String> failures = new ArrayList<>();
    Set<String> notRun = new TreeSet<>();
    Set<String> differed = new TreeSet<>();
    int passed = 0;
    for (String line : lines()) {
      GoldenCase golden = new GoldenCase(Json.read(line));
      String group = String.valueOf(golden.recorded().get("group"));
      if (NOT_YET.contains(group) || Attributes.of(golden.recorded().get("schema")).has("entity")) {
        notRun.add(group);
        continue;
      }
      String difference = GoldenComparison.difference(golden);
      String known =
          deviations.keySet().stream()
              .filter(pattern -> Pattern.compile(pattern).matcher(line).find())
              .findFirst()
              .orElse(null);
      if (difference == null) {
        passed++;
      } else if (known != null) {
        differed.add(known);
        passed++;
      } else {
        failures.add(golden.id() + ": " + difference + " in " + line);
      }
    }
    deviations.keySet().stream()
        .filter(known -> !differed.contains(known) && FOLDER.startsWith("src"))
        .forEach(
            known -> failures.add(known + ": listed as a deviation, but there is no difference"));
    System.out.println("not run here: " + notRun);
    System.out.println(passed + " passed, " + failures.size() + " failed");
    assertThat(failures).isEmpty();
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static Map<String, String> deviations() throws IOException {
    Map<String, String> deviations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DEVIATIONS)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int reason = line.indexOf(" # ");
        deviations.put(line.substring(0, reason).strip(), line.substring(reason + 3));
      }
    }
    return deviations;
  }
}
