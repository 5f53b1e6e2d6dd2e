/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schema files with the mistakes that people make, and what is said to each: word for word, in the
 * file beside it. {@code -Dplinth.golden.update} writes those files anew.
 */
class WrongSchemaFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/wrong");
  private static final Functions FUNCTIONS =
      Functions.none().<Long>check("is_even", "must be even", number -> number % 2 == 0);

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void parse_wrongFile_saysWhatWhereAndHowToMendIt(Path file) throws IOException {
    SchemaException wrong =
        catchThrowableOfType(
            SchemaException.class, () -> Schema.parse(Files.readString(file), FUNCTIONS));
    String said = String.join("\n", wrong.problems()) + "\n";
    Path golden = Path.of(file.toString().replace(".yaml", ".txt"));
    if (System.getProperty("plinth.golden.update") != null) {
      Files.writeString(golden, said);
    }
    assertThat(said).isEqualTo(Files.readString(golden));
  }
}
