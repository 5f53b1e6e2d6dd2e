/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import dev.plinth.schema.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what the gateway's schemas are exported as, and the page that tells of it. */
class SchemaExportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/schema-export");
  private static final Path RECORDED = Path.of("src/test/resources/golden/admin-api");
  private static final Path ROOT = Path.of("../..");
  private static final SchemaSet SCHEMAS = Gateway.schemas();

  /** Functions, and references by unique values, which the DAO resolves before the engine. */
  private static final Set<String> UNSAID = Set.of("custom_validator", "primary_key");

  private static String golden(String file) throws IOException {
    return Files.readString(GOLDEN.resolve(file));
  }

  @Test
  void toJsonSchema_eachEntity_isTheGoldenDocument() throws IOException {
    for (EntityType type : SCHEMAS.types()) {
      assertThat(type.toJsonSchema())
          .as(type.name())
          .isEqualTo(golden(type.name() + ".schema.json"));
    }
  }

  @Test
  void toMermaidAndToSvg_areTheGoldenDiagrams() throws IOException {
    assertThat(SCHEMAS.toMermaid()).isEqualTo(golden("gateway.mmd"));
    assertThat(SCHEMAS.toSvg()).isEqualTo(golden("gateway.svg"));
    assertThat(Files.readString(ROOT.resolve("docs/gateway.svg"))).isEqualTo(golden("gateway.svg"));
  }

  /** Returns the JSON objects that were ever sent in the recorded exchanges. */
  private static Set<String> bodies() throws IOException {
    Set<String> bodies = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(RECORDED)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          Values step = Values.parseJson(line);
          for (String part : List.of("request", "request_template")) {
            Object body = step.get(part) instanceof Map<?, ?> sent ? sent.get("body") : null;
            if (body instanceof String text && text.startsWith("{")) {
              bodies.add(text.replaceAll("\\$\\{[^}]*\\}", "00000000-0000-4000-8000-000000000000"));
            }
          }
        }
      }
    }
    return bodies;
  }

  @Test
  void toJsonSchema_recordedBodies_takesWhatTheEngineTakes() throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    List<String> differences = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    int compared = 0;
    Set<String> bodies = bodies();
    for (EntityType type : SCHEMAS.types()) {
      Schema document = registry.getSchema(type.toJsonSchema(), InputFormat.JSON);
      for (String body : bodies) {
        Values values;
        try {
          values = Values.parseJson(body);
        } catch (IllegalArgumentException e) {
          continue; // recorded to be no JSON
        }
        Verdict verdict = type.insert(values);
        boolean takes = document.validate(body, InputFormat.JSON).isEmpty();
        Set<String> rules = new TreeSet<>();
        verdict.violations().forEach(violation -> rules.add(violation.rule()));
        boolean unsaid = values.mentions("url") || rules.stream().allMatch(UNSAID::contains);
        if (verdict.isAccepted() != takes && (verdict.isAccepted() || !unsaid)) {
          differences.add(type.name() + " " + body + " " + verdict.violations());
        }
        if (takes) {
          verdict.violations().forEach(violation -> seen.add(why(violation)));
        }
        compared++;
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(1500);
    assertThat(seen).contains("services.custom_validator");
  }

  private static String why(Violation violation) {
    return (violation.path().startsWith("host") ? "services." : "") + violation.rule();
  }

  private static final Pattern CONSOLE =
      Pattern.compile("```console\n\\$ \\./plinth ([^\n]*)\n(.*?)```", Pattern.DOTALL);

  @Test
  void page_showsWhatTheCommandsPrint() throws IOException {
    Matcher shown = CONSOLE.matcher(Files.readString(ROOT.resolve("docs/schema-export.md")));
    int commands = 0;
    while (shown.find()) {
      String command = shown.group(1);
      assertThat(printed(command)).as(command).isEqualTo(shown.group(2));
      commands++;
    }
    assertThat(commands).isEqualTo(5);
  }

  /** Runs a command as if in the project's folder; a picture is written elsewhere. */
  private static String printed(String command) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path elsewhere = Files.createTempDirectory("schema-export");
    List<String> args = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      args.add(
          word.startsWith("docs/")
              ? elsewhere.resolve(Path.of(word).getFileName()).toString()
              : word.replaceFirst("^examples/gateway/", ""));
    }
    int code =
        GatewayMain.application()
            .run(new PrintWriter(out), new PrintWriter(err, true), args.toArray(new String[0]));
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    return out.toString().replace(elsewhere.toString(), "docs");
  }
}
