/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds exported JSON Schemas against the engine, with an independent validator: each schema of the
 * recorded cases takes and refuses what the engine does, whatever the input was recorded for.
 */
class JsonSchemaGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/schema");
  private static final int OTHERS = 20;
  private static final double MOST = 0x1p63;

  /** A schema that was recorded, and the inputs recorded for it. */
  private static final class Recorded {
    final Set<String> names;
    final JsonSchemaComparison comparison;
    final List<Map<?, ?>> inputs = new ArrayList<>();

    Recorded(RecordSchema schema) {
      this.names = Set.copyOf(schema.layout().names());
      this.comparison = new JsonSchemaComparison(schema);
    }
  }

  private static final Collection<Recorded> RECORDED = recorded();

  private static Collection<Recorded> recorded() {
    Map<String, Recorded> recorded = new LinkedHashMap<>();
    Set<String> noSchemas = new HashSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          add(recorded, noSchemas, new GoldenCase(Json.read(line)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return recorded.values();
  }

  private static void add(
      Map<String, Recorded> recorded, Set<String> noSchemas, GoldenCase golden) {
    Attributes attributes = golden.recorded();
    String text =
        Json.write(null, attributes.get("schema")) + Json.write(null, attributes.get("depends"));
    if (!(attributes.get("schema") instanceof Map)
        || attributes.nested("schema").has("entity")
        || "schema_new".equals(attributes.get("op"))
        || noSchemas.contains(text)) {
      return;
    }
    Recorded schema = recorded.get(text);
    if (schema == null) {
      try {
        schema = new Recorded(golden.schema());
      } catch (IllegalArgumentException | NullPointerException e) {
        noSchemas.add(text); // recorded to be none, or to refer to none
        return;
      }
      recorded.put(text, schema);
    }
    if (attributes.get("input") instanceof Map<?, ?> input && !hasHugeNumber(input)) {
      schema.inputs.add(input);
    }
  }

  private static boolean hasHugeNumber(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(JsonSchemaGoldenTest::hasHugeNumber);
    }
    if (value instanceof Collection<?> list) {
      return list.stream().anyMatch(JsonSchemaGoldenTest::hasHugeNumber);
    }
    return value instanceof Number number && !(Math.abs(number.doubleValue()) < MOST);
  }

  @Test
  void exported_recordedInputs_takesWhatTheEngineTakes() {
    List<String> differences = new ArrayList<>();
    Set<String> unsaid = new TreeSet<>();
    int compared = 0;
    for (Recorded schema : RECORDED) {
      compared += schema.inputs.size();
      schema.inputs.forEach(input -> compare(schema, input, unsaid, differences));
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(4500);
    assertThat(unsaid)
        .containsExactly(
            "conditional",
            "custom_validator",
            "distinct",
            "eq",
            "gt",
            "is_regex",
            "len_eq",
            "len_max",
            "len_min",
            "match",
            "one_of");
  }

  @Test
  void exported_inputsOfOtherCases_takesWhatTheEngineTakes() {
    Map<Set<?>, Set<Map<?, ?>>> byNames = new LinkedHashMap<>();
    for (Recorded schema : RECORDED) {
      for (Map<?, ?> input : schema.inputs) {
        byNames.computeIfAbsent(input.keySet(), names -> new LinkedHashSet<>()).add(input);
      }
    }
    List<String> differences = new ArrayList<>();
    int turn = 0;
    for (Recorded schema : RECORDED) {
      List<Map<?, ?>> inputs = new ArrayList<>();
      byNames.forEach(
          (names, some) -> {
            if (schema.names.containsAll(names)) {
              inputs.addAll(some);
            }
          });
      int step = Math.max(1, inputs.size() / OTHERS);
      for (int i = turn++ % step; i < inputs.size(); i += step) {
        compare(schema, inputs.get(i), new TreeSet<>(), differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void exported_anySchema_isJsonSchema() {
    assertThat(RECORDED).hasSizeGreaterThan(850);
    assertThat(RECORDED).allSatisfy(one -> assertThat(one.comparison.malformed()).isEqualTo("[]"));
  }

  private static void compare(
      Recorded schema, Map<?, ?> input, Set<String> unsaid, List<String> differences) {
    String difference = schema.comparison.difference(input, unsaid);
    if (difference != null) {
      differences.add(difference);
    }
  }
}
