/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change makes of a row when a value selects the declaration of its fields. */
class SubschemaUpdateTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
  private static final EntityType TYPE =
      SchemaSet.of(
              Schema.parse(
                  """
                  name: things
                  primary_key: [id]
                  subschema_key: kind
                  fields:
                    - id: {type: integer, required: true}
                    - kind: {type: string, required: true}
                    - config: {type: record, abstract: true}
                    - extra: {type: record, fields: [x: {type: array, elements: {type: record, fields: [y: {type: string}]}}]}
                  subschemas:
                    - one:
                        fields:
                          - config:
                              type: record
                              fields:
                                - port: {type: integer}
                                - at: {type: record, fields: [host: {type: string}, path: {type: string}]}
                                - more: {type: record, required: false, fields: [a: {type: string}]}
                    - two:
                        fields:
                          - extra: {type: record, fields: [x: {type: json}]}
                          - config:
                              type: record
                              fields:
                                - host: {type: string, default: local}
                                - at: {type: record, fields: [host: {type: string}]}
                                - more: {type: array, elements: {type: integer}}
                                - updated_at: {type: integer, timestamp: true, auto: true}
                  """))
          .withClock(CLOCK)
          .type("things");

  private static Entity entity(String kind, Map<String, ?> config) {
    return TYPE.insert(Values.of("id", 1).and("kind", kind).and("config", config)).entity();
  }

  @Test
  void difference_toAnotherSubschema_isAChangeThatIsAccepted() {
    Entity one = entity("one", Map.of("port", 80, "at", Map.of("host", "a", "path", "/")));
    Entity two = entity("two", Map.of("at", Map.of("host", "b"), "more", List.of(1)));
    assertThat(TYPE.update(one, Values.difference(one, two)).entity()).isEqualTo(two);
    assertThat(TYPE.update(two, Values.difference(two, one)).entity()).isEqualTo(one);
  }

  @Test
  void difference_defaultThatIsNull_staysNull() {
    Entity one = entity("one", Map.of());
    Entity two =
        TYPE.update(entity("two", Map.of()), Values.of("config", Values.of("host", null))).entity();
    assertThat(TYPE.update(one, Values.difference(one, two)).entity()).isEqualTo(two);
  }

  @Test
  void update_toAnotherSubschema_forgetsNullsAndCompletes() {
    Entity two = TYPE.update(entity("one", Map.of()), Values.of("kind", "two")).entity();
    Struct config = two.require(Attribute.of("config", Struct.class));
    assertThat(config.get("host")).isEqualTo("local");
    assertThat(config.get("updated_at")).isEqualTo(CLOCK.instant());
  }

  @Test
  void update_toAnotherSubschema_refusesWhatWouldBeLost() {
    Entity one = entity("one", Map.of("port", 80));
    assertThat(TYPE.update(one, Values.of("kind", "two")).violations())
        .hasToString("schema violation (config.port: unknown field)");
    Values changes = Values.of("kind", "two").and("config", Values.of("port", null));
    assertThat(TYPE.update(one, changes).isAccepted()).isTrue();
  }

  @Test
  void update_fieldOfTheStoredSubschema_isReadByIt() {
    Entity two = entity("two", Map.of());
    Values changes = Values.of("extra", Map.of("x", List.of(List.of("q"), 1)));
    Struct extra = TYPE.update(two, changes).entity().get("extra", Struct.class);
    assertThat(extra).extracting(one -> one.get("x")).isEqualTo(List.of(List.of("q"), 1L));
  }

  @Test
  void readJson_fieldOfASubschema_isReadByIt() {
    Values extra = Values.of("x", List.of(Map.of("y", List.of(1))));
    Entity two = TYPE.insert(Values.of("id", 1).and("kind", "two").and("extra", extra)).entity();
    assertThat(TYPE.readJson(two.toJson().getBytes(StandardCharsets.UTF_8))).isEqualTo(two);
  }
}
