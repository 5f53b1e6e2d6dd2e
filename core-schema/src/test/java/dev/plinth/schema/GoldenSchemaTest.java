/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

  @Test
  void recordedCases_replayed_answerAsTheModel() throws IOException {
    GoldenReplay replay = new GoldenReplay(FOLDER, DEVIATIONS);
    for (String line : replay.lines()) {
      GoldenCase golden = new GoldenCase(Json.read(line));
      String group = String.valueOf(golden.recorded().get("group"));
      if (Attributes.of(golden.recorded().get("schema")).has("entity")) {
        replay.skip(group);
      } else {
        replay.judge(golden, line);
      }
    }
    assertThat(replay.finish()).isEmpty();
  }
}
