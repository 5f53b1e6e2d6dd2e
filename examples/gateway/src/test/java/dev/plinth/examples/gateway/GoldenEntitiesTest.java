/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.GoldenReplay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Replays recorded verdicts of the model about its own entities, from the resources or from the
 * folder in {@code -Dplinth.golden.schema=DIR}. Deliberate differences are listed, with reasons, in
 * {@code golden/schema/deviations.txt}; one that no longer differs fails.
 */
class GoldenEntitiesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plinth.golden.schema", "src/test/resources/golden/schema"));
  private static final Path DEVIATIONS = Path.of("src/test/resources/golden/schema/deviations.txt");

  @Test
  void entities_replayed_answerAsTheModel() throws IOException {
    assertThat(GoldenReplay.ofEntities(Gateway.catalogue(), FOLDER, DEVIATIONS)).isEmpty();
  }
}
