/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds comparisons against the engine: where one is said to break no writers, everything that the
 * engine took before it takes after, with any two of the recorded schemas as versions of one. A new
 * default that meets a check, which each by itself is harmless, is left out.
 */
class SchemaDiffGoldenTest {
  private static final int PAIRS = 10_000;

  private static boolean takes(RecordSchema schema, Map<?, ?> input) {
    Draft sent = Objects.requireNonNull(schema.load(input));
    ErrorTable wrong = new ErrorTable();
    Draft completed = schema.process(sent, JsonSchemaValues.INSERT, wrong);
    return wrong.isEmpty() && schema.validate(completed, true, false, sent, null) == null;
  }

  private static Map<List<String>, List<RecordedSchema>> byNames() {
    Map<List<String>, List<RecordedSchema>> byNames = new LinkedHashMap<>();
    for (RecordedSchema recorded : RecordedSchema.all()) {
      Attributes declared = recorded.schema().declared();
      if (isEntity(declared) && !isOdd(declared)) {
        byNames
            .computeIfAbsent(recorded.schema().layout().names(), names -> new ArrayList<>())
            .add(recorded);
      }
    }
    byNames.values().removeIf(some -> some.size() < 2);
    return byNames;
  }

  /** Says whether the records of the declaration were completed as those of an entity are. */
  private static boolean isEntity(Attributes declared) {
    return NodeCompiler.ofEntity(declared).equals(declared)
        && declared.entries("subschemas").values().stream()
            .map(Attributes::of)
            .allMatch(one -> NodeCompiler.ofEntity(one).equals(one));
  }

  /** Says whether the declaration, recorded to be refused, is none that a file can have. */
  private static boolean isOdd(Attributes declared) {
    try {
      new SchemaComparison("e", new SchemaDiff.Changes()).compare(declared, declared);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean meetsChecks(RecordedSchema recorded) {
    return !recorded.schema().declared().list("entity_checks").isEmpty();
  }

  private static boolean changesDefault(SchemaDiff.Changes changes) {
    return changes.list().stream().anyMatch(change -> change.message().startsWith("the default"));
  }

  @Test
  void between_twoVersions_breaksNoWritersUnlessItSaysSo() {
    List<List<RecordedSchema>> groups = new ArrayList<>(byNames().values());
    Random random = new Random(20260101);
    List<String> wrong = new ArrayList<>();
    int harmless = 0;
    for (int i = 0; i < PAIRS; i++) {
      List<RecordedSchema> group = groups.get(random.nextInt(groups.size()));
      RecordedSchema before = group.get(random.nextInt(group.size()));
      RecordedSchema after = group.get(random.nextInt(group.size()));
      SchemaDiff.Changes changes = new SchemaDiff.Changes();
      new SchemaComparison("e", changes)
          .compare(before.schema().declared(), after.schema().declared());
      if (changes.list().stream().anyMatch(change -> change.impact().breaksWriters())
          || (meetsChecks(after) && changesDefault(changes))) {
        continue;
      }
      harmless++;
      List<Map<?, ?>> inputs = before.inputsOfAll();
      for (int at = 0; at < inputs.size(); at += 1 + inputs.size() / 100) {
        Map<?, ?> input = inputs.get(at);
        if (takes(before.schema(), input) && !takes(after.schema(), input)) {
          wrong.add(
              before.schema().declared()
                  + " to "
                  + after.schema().declared()
                  + " refuses "
                  + input
                  + " in spite of "
                  + changes.list());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(harmless).isGreaterThan(500);
  }
}
