/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.memory.MemoryStrategy;
import dev.plinth.tck.WrongStrategy.Wrongness;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferentialTest {
  private static final int OPERATIONS = 3_000;

  @Test
  void check_strategyThatLosesARareValue_tellsItBySeedAndOneStep() {
    try (Differential differential =
        new Differential(new WrongStrategy(Wrongness.LOSES_A_RARE_VALUE))) {
      assertThatThrownBy(() -> differential.check(Script.Kind.SINGLE, OPERATIONS))
          .isInstanceOf(AssertionError.class)
          .message()
          .contains("-Dplinth.tck.seed=")
          .satisfies(
              message ->
                  assertThat(message.substring(message.indexOf("on empty tables:\n")).lines())
                      .hasSize(2)
                      .last()
                      .asString()
                      .contains("dao(\"tck_items\").")
                      .contains("\"weight\"")
                      .contains("\"level\"")
                      .doesNotContain("\"text\""));
    }
  }

  @Test
  void steps_ofAScript_areTakenOftenAndRefusedInEveryWay() {
    Map<String, Integer> outcomes = new TreeMap<>();
    Script script = Script.of(1, Script.Kind.SINGLE, KitSchemas.all(), true, OPERATIONS);
    try (Side side = Side.open(MemoryStrategy.create(), KitSchemas.all())) {
      for (Step step : script.steps()) {
        outcomes.merge(kind(side.run(step)), 1, Integer::sum);
      }
    }
    assertThat(outcomes.get("taken")).isGreaterThan(OPERATIONS / 3);
    assertThat(outcomes)
        .containsKeys(
            "taken",
            "SCHEMA_VIOLATION",
            "PRIMARY_KEY_VIOLATION",
            "UNIQUE_VIOLATION",
            "FOREIGN_KEY_VIOLATION",
            "FOREIGN_KEYS_UNRESOLVED",
            "NOT_FOUND",
            "CHANGED",
            "INVALID_OPTIONS",
            "INVALID_UNIQUE",
            "INVALID_UNIQUE_GLOBAL");
  }

  private static String kind(Outcome outcome) {
    return outcome.isRefusal() && outcome.tree() instanceof Map<?, ?> refusal
        ? String.valueOf(refusal.get("code"))
        : "taken";
  }

  @Test
  void scripts_ofOneSeed_areTheSame() {
    for (Script.Kind kind : Script.Kind.values()) {
      assertThat(Script.of(7, kind, KitSchemas.all(), true, 100).code())
          .isEqualTo(Script.of(7, kind, KitSchemas.all(), true, 100).code())
          .isNotEqualTo(Script.of(8, kind, KitSchemas.all(), true, 100).code());
    }
  }
}
