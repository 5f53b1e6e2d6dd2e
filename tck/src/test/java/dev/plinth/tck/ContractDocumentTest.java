/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {
  @Test
  void rules_ofDocumentAndCode_areTheSame() throws IOException {
    List<String> document =
        Pattern.compile("^\\| ([A-Z]+-[0-9]+) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/contract.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(TckExtension.rules())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(document);
  }
}
