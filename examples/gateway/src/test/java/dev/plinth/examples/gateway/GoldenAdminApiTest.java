/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.admin.AdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Replays recorded transcripts of the model's Admin API on a real PostgreSQL, from the resources or
 * from the folder in {@code -Dplinth.golden.admin=DIR}. Deliberate differences are listed, with
 * reasons, in {@code golden/deviations.txt}; one that no longer differs fails.
 */
class GoldenAdminApiTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plinth.golden.admin", "src/test/resources/golden/admin-api"));
  private static final Path DEVIATIONS = Path.of("src/test/resources/golden/deviations.txt");

  @Test
  void transcripts_replayed_answerAsTheModel() throws IOException {
    Map<String, String> deviations = deviations();
    Set<String> differed = new TreeSet<>();
    Set<String> notRun = new TreeSet<>();
    List<String> failures = new ArrayList<>();
    int passed = 0;
    try (GatewayDatabase database = new GatewayDatabase();
        Stream<Path> files = Files.list(FOLDER)) {
      AdminApi api = Gateway.adminApi(database.db());
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        database.empty();
        Transcript transcript = new Transcript(api, database.db());
        for (String line : Files.readAllLines(file)) {
          Transcript.Outcome outcome = transcript.replay(line);
          boolean known = deviations.containsKey(outcome.id());
          if (outcome.notRun() != null) {
            notRun.add(
                outcome.id().substring(0, outcome.id().indexOf('/')) + ": " + outcome.notRun());
          } else if (outcome.difference() == null) {
            passed++;
          } else if (known) {
            differed.add(outcome.id());
            passed++;
          } else {
            failures.add(outcome.id() + ": " + outcome.difference());
          }
        }
      }
    }
    deviations.keySet().stream()
        .filter(id -> !differed.contains(id) && FOLDER.startsWith("src"))
        .forEach(id -> failures.add(id + ": listed as a deviation, but there is no difference"));
    System.out.println("not run, for what the gateway does not have yet:");
    notRun.forEach(System.out::println);
    System.out.println(passed + " passed, " + failures.size() + " failed");
    assertThat(failures).isEmpty();
  }

  private static Map<String, String> deviations() throws IOException {
    Map<String, String> deviations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DEVIATIONS)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\\s+", 2);
        deviations.put(parts[0], parts[1]);
      }
    }
    return deviations;
  }
}
