/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps the README true: its code is the code that runs here, its table of modules is the build's.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("../..");

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  static String snippet() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/dev/plinth/examples/gateway/Quickstart.java"));
    return part(source, "readme-views") + "\n\n" + part(source, "readme");
  }

  private static String part(String source, String name) {
    String begin = "// " + name + ":begin\n";
    int from = source.indexOf(begin) + begin.length();
    int to = source.lastIndexOf('\n', source.indexOf("// " + name + ":end"));
    return source.substring(from, to).stripTrailing().stripIndent();
  }

  @Test
  void code_isTheQuickstart() throws IOException {
    assertThat(readme()).contains("```java\n" + snippet() + "\n```");
  }

  @Test
  void quickstart_runs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Quickstart.run(new PrintStream(out, true, StandardCharsets.UTF_8));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("[0-9a-f-]{36}");
    assertThat(lines.get(1)).isEqualTo("0");
  }

  @Test
  void modules_areThoseOfTheBuild() throws IOException {
    assertThat(matches(readme(), "\\| \\[`([a-z/-]+)`\\]")).isEqualTo(modules());
  }

  @Test
  void kit_showsAnAuthorThatRuns() throws IOException {
    String author =
        Files.readString(ROOT.resolve("tck/src/test/java/dev/plinth/tck/MemoryStrategyTck.java"));
    String shown = author.substring(author.indexOf("@StrategyTck"), author.indexOf("  }\n") + 4);
    assertThat(Files.readString(ROOT.resolve("tck/README.md")))
        .contains("```java\n" + shown + "```");
  }

  private static Set<String> modules() throws IOException {
    Set<String> modules =
        matches(Files.readString(ROOT.resolve("pom.xml")), "<module>([^<]+)</module>");
    modules.remove("embedded/cassandra");
    return modules;
  }

  private static Set<String> matches(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
