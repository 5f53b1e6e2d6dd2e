/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaFileTest {
  private static final String CONSUMERS =
      """
      name: consumers
      primary_key: [id]
      endpoint_key: username
      fields:
        - id: { typedef: uuid, auto: true }
        - username: { type: string, unique: true, required: true, len_min: 3 }
      """;

  @Test
  void parse_yaml_validates() {
    EntityType type = SchemaSet.of(Schema.parse(CONSUMERS)).type("consumers");
    assertThat(type.insert(Values.of("username", "bob")).entity().get("id")).isNotNull();
    assertThat(type.insert(Values.of("username", "b")).violations().toTree())
        .containsOnlyKeys("username");
  }

  @Test
  void parse_severalMistakes_areAllTold() {
    assertThatThrownBy(
            () ->
                Schema.parse(
                    """
                    name: consumers
                    primary_key: [nope]
                    colour: red
                    fields:
                      - id: { type: strin }
                      - name: { type: string, lenmin: 3 }
                    """))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("schema 'consumers'")
        .hasMessageContaining("colour")
        .hasMessageContaining("strin")
        .hasMessageContaining("lenmin");
  }

  @Test
  void parse_unknownTypedefOrFunction_namesThem() {
    assertThatThrownBy(
            () ->
                Schema.parse(
                    "name: a\nfields:\n  - id: { typedef: nope }\n  - b: { type: string, custom_validator: check_b }"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("nope")
        .hasMessageContaining("function 'check_b' is not registered: hand it over in Functions");
  }

  @Test
  void parse_noMappingOrNoYaml_isRefused() {
    assertThatThrownBy(() -> Schema.parse("- a\n- b"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("expected a mapping of properties");
    assertThatThrownBy(() -> Schema.parse("name: [")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> Schema.parse("name: a\nname: b")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> Schema.parse("format: 2\nname: a\nfields: []"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("this version reads format 1, not 2");
  }
}
