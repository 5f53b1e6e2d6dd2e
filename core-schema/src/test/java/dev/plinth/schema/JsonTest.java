/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void parseJson_object_keepsOrderNullsAndKindsOfNumbers() {
    Values values =
        Values.parseJson(
            "{\"z\":1,\"a\":null,\"n\":1.5,\"big\":9223372036854775807,\"list\":[1,null,{\"k\":\"\\u00e9\"}],\"t\":true}");
    assertThat(values.names()).containsExactly("z", "a", "n", "big", "list", "t");
    assertThat(values.get("z")).isEqualTo(1L);
    assertThat(values.get("a")).isNull();
    assertThat(values.get("n")).isEqualTo(1.5);
    assertThat(values.get("big")).isEqualTo(Long.MAX_VALUE);
    assertThat(values.get("list")).isEqualTo(Arrays.asList(1L, null, Map.of("k", "é")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,}",
        "{\"a\":1} {}",
        "[1]",
        "1",
        "null",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":01}"
      })
  void parseJson_anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.parseJson(text));
  }

  @Test
  void parseJson_nameTwice_theLaterCounts() {
    assertThat(Values.parseJson("{\"a\":1,\"a\":2}").get("a")).isEqualTo(2L);
  }

  @Test
  void parseJson_tooDeep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Values.parseJson("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
        .withMessageContaining("depth");
  }

  @Test
  void toJson_entity_isInOrderOfTheSchema() {
    Schema schema =
        Schema.named("things")
            .primaryKey("id")
            .field("id", Fields.string().required())
            .field("list", Fields.listOf(Fields.integer()))
            .field("map", Fields.mapOf(Fields.number()))
            .field("none", Fields.string())
            .build();
    Entity entity =
        SchemaSet.of(schema)
            .type("things")
            .insert(Values.of("map", Map.of("k", 0.5)).and("id", "a\"\n").and("list", List.of(3L)))
            .entity();
    assertThat(entity.toJson())
        .isEqualTo("{\"id\":\"a\\\"\\n\",\"list\":[3],\"map\":{\"k\":0.5},\"none\":null}");
  }
}
