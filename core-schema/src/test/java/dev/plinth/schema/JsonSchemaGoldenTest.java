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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds exported JSON Schemas against the engine, with an independent validator: each schema of the
 * recorded cases takes and refuses what the engine does, whatever the input was recorded for.
 */
class JsonSchemaGoldenTest {
  private static final int OTHERS = 20;
  private static final Map<RecordedSchema, JsonSchemaComparison> RECORDED = new LinkedHashMap<>();

  static {
    for (RecordedSchema recorded : RecordedSchema.all()) {
      RECORDED.put(recorded, new JsonSchemaComparison(recorded.schema()));
    }
  }

  @Test
  void exported_recordedInputs_takesWhatTheEngineTakes() {
    List<String> differences = new ArrayList<>();
    Set<String> unsaid = new TreeSet<>();
    int compared = 0;
    for (RecordedSchema recorded : RECORDED.keySet()) {
      compared += recorded.inputs().size();
      recorded.inputs().forEach(input -> compare(recorded, input, unsaid, differences));
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
    List<String> differences = new ArrayList<>();
    int turn = 0;
    for (RecordedSchema recorded : RECORDED.keySet()) {
      List<Map<?, ?>> inputs = recorded.inputsOfAll();
      int step = Math.max(1, inputs.size() / OTHERS);
      for (int i = turn++ % step; i < inputs.size(); i += step) {
        compare(recorded, inputs.get(i), new TreeSet<>(), differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void exported_anySchema_isJsonSchema() {
    assertThat(RECORDED).hasSizeGreaterThan(850);
    assertThat(RECORDED.values()).allSatisfy(one -> assertThat(one.malformed()).isEqualTo("[]"));
  }

  private static void compare(
      RecordedSchema recorded, Map<?, ?> input, Set<String> unsaid, List<String> differences) {
    JsonSchemaComparison comparison = Objects.requireNonNull(RECORDED.get(recorded));
    String difference = comparison.difference(input, unsaid);
    if (difference != null) {
      differences.add(difference);
    }
  }
}
