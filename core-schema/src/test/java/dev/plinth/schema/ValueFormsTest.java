/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One value in several forms is one value: to rules, to checks, and when it comes back. */
class ValueFormsTest {
  private static final String ID = "9f4b1b0e-3c7a-4d2e-8f61-0a1b2c3d4e5f";
  private static final String UPPER = "9F4B1B0E-3C7A-4D2E-8F61-0A1B2C3D4E5F";

  private static EntityType type(String... fields) {
    return SchemaSet.of(
            Schema.parse(
                "name: owners\nprimary_key: [id]\nfields: [id: {type: string, uuid: true}]"),
            Schema.parse(
                "name: things\nprimary_key: [id]\nfields:\n  - id: {type: integer, required: true}\n  - "
                    + String.join("\n  - ", fields)))
        .type("things");
  }

  private static Verdict insert(EntityType type, @Nullable Object value) {
    return type.insert(Values.of("id", 1).and("f", value));
  }

  /** Inserts the value, the entity that becomes of it, and what that is in JSON. */
  private static Entity thrice(EntityType type, @Nullable Object value) {
    Entity entity = insert(type, value).entity();
    assertThat(type.insert(entity.toValues()).entity()).isEqualTo(entity);
    assertThat(type.readJson(entity.toJson().getBytes(StandardCharsets.UTF_8))).isEqualTo(entity);
    return entity;
  }

  @Test
  void insert_primaryKeyNull_isRefused() {
    EntityType owners =
        SchemaSet.of(Schema.named("owners").primaryKey("id").field("id", Typedefs.id()).build())
            .type("owners");
    assertThat(owners.insert(Values.of("id", null)).violations())
        .hasToString("schema violation (id: required field missing)");
  }

  @Test
  void insert_numberThatNoDoubleHolds_isRefused() {
    EntityType type = type("f: {type: number}");
    assertThat(insert(type, new BigDecimal("1e400")).violations().at("f")).hasSize(1);
    assertThat(thrice(type, new BigDecimal("1.5")).get("f")).isEqualTo(1.5);
  }

  @Test
  void insert_momentThatIsRoundedToNothing_isRefused() {
    assertThat(insert(type("f: {type: number, timestamp: true}"), Double.MIN_VALUE).isAccepted())
        .isFalse();
    EntityType seconds = type("f: {type: integer, timestamp: true}");
    assertThat(insert(seconds, Instant.ofEpochMilli(5)).isAccepted()).isFalse();
  }

  @Test
  void rules_ofUuids_takeThemInAnyForm() {
    EntityType one = type("f: {type: string, uuid: true, one_of: [" + UPPER + "]}");
    assertThat(thrice(one, UPPER))
        .isEqualTo(thrice(one, ID))
        .isEqualTo(thrice(one, UUID.fromString(ID)));
    EntityType eq = type("f: {type: string, uuid: true, eq: " + UPPER + "}");
    assertThat(thrice(eq, UPPER)).isEqualTo(thrice(eq, UUID.fromString(ID)));
    EntityType list =
        type("f: {type: array, elements: {type: string, uuid: true}, contains: " + UPPER + "}");
    assertThat(thrice(list, List.of(UPPER))).isEqualTo(thrice(list, List.of(ID)));
  }

  @Test
  void rules_ofMoments_takeThemInAnyForm() {
    EntityType type = type("f: {type: integer, timestamp: true, not_match: zz, not_one_of: [7]}");
    assertThat(thrice(type, 5)).isEqualTo(thrice(type, Instant.ofEpochSecond(5)));
    assertThat(insert(type, Instant.ofEpochSecond(7)).isAccepted()).isFalse();
  }

  @Test
  void distinct_momentsInSeveralForms_areTheSame() {
    EntityType type =
        type(
            "f: {type: integer, timestamp: true}",
            "g: {type: number, timestamp: true}\nentity_checks: [distinct: [f, g]]");
    Values values = Values.of("id", 1).and("f", Instant.ofEpochSecond(5));
    assertThat(type.insert(values.and("g", Instant.ofEpochSecond(5))).isAccepted()).isFalse();
    assertThat(type.insert(values.and("g", 5.0)).isAccepted()).isFalse();
    assertThat(type.insert(values.and("g", 6)).isAccepted()).isTrue();
  }

  @Test
  void lengths_ofReferencesAndRecords_areThoseOfTheirFields() {
    EntityType reference = type("f: {type: foreign, reference: owners, len_min: 1, len_max: 1}");
    assertThat(thrice(reference, Map.of("id", ID))).isEqualTo(thrice(reference, Key.of(ID)));
    EntityType record =
        type("f: {type: record, len_min: 1, len_max: 1, fields: [x: {type: string}]}");
    assertThat(thrice(record, Values.of("x", "a"))).isEqualTo(thrice(record, Map.of("x", "a")));
  }

  @Test
  void set_ofContainers_countsAndKeepsThoseThatDiffer() {
    EntityType type =
        type(
            "f: {type: set, len_max: 1, elements: {type: map, keys: {type: string}, values: {type: integer}}}");
    assertThat(thrice(type, List.of(Map.of(), Values.none())).get("f")).isEqualTo(Set.of(Map.of()));
    EntityType two =
        type("f: {type: set, len_min: 2, elements: {type: array, elements: {type: json}}}");
    assertThat(insert(two, List.of(List.of(1), List.of(1L))).isAccepted()).isFalse();
  }

  @Test
  void set_default_isToldApartAsIfItWereSent() {
    EntityType type = type("f: {type: set, elements: {type: number}, default: [0, -0.0, 0.0]}");
    assertThat((Set<?>) type.insert(Values.of("id", 1)).entity().get("f")).hasSize(1);
  }

  @Test
  void default_ofRecords_isCompletedWithTheirDefaults() {
    EntityType type =
        type(
            "f: {type: array, elements: {type: record, fields: [x: {type: integer, required: true, default: 5}]}, default: [{}]}",
            "g: {type: record, required: false, default: {}, fields: [x: {type: integer, required: true, default: 6}]}");
    Entity entity = type.insert(Values.of("id", 1)).entity();
    Struct element = entity.require(Attribute.listOf("f", Struct.class)).get(0);
    assertThat(element.get("x")).isEqualTo(5L);
    assertThat(entity.require(Attribute.of("g", Struct.class)).get("x")).isEqualTo(6L);
    assertThat(type.insert(entity.toValues()).entity()).isEqualTo(entity);
  }

  @Test
  void update_recordThatWasNull_isCompleteBeforeChecks() {
    EntityType type =
        type(
            "g: {type: string}",
            "f: {type: record, required: false, fields: [x: {type: string}]}\nentity_checks: [mutually_exclusive: [f, g]]");
    Entity stored = type.insert(Values.of("id", 1).and("f", null).and("g", "a")).entity();
    assertThat(type.update(stored, Values.of("f", Map.of())).isAccepted()).isFalse();
  }

  @Test
  void referencesInLists_areKeptAsJson() {
    EntityType type = type("f: {type: array, elements: {type: foreign, reference: owners}}");
    Key key = Key.of(UUID.fromString(ID));
    Entity entity = thrice(type, Arrays.asList(key, Values.of("id", ID), Map.of("id", key), ID));
    Map<String, ?> json = Map.of("id", ID);
    assertThat(entity.get("f")).isEqualTo(List.of(json, json, Map.of("id", json), ID));
    assertThat(insert(type, List.of(new Object())).isAccepted()).isFalse();
    assertThat(insert(type, List.of(Key.of("a", 1))).isAccepted()).isFalse();
  }

  @Test
  void update_immutableInAnotherForm_isTheSame() {
    EntityType type =
        type(
            "f: {type: array, immutable: true, elements: {type: record, fields: [x: {type: foreign, reference: owners}, y: {type: integer, default: 1}]}}",
            "g: {type: boolean, immutable: true}");
    Values values = Values.of("f", List.of(Map.of("x", Map.of("id", UPPER)))).and("g", true);
    Entity stored = type.insert(values.and("id", 1)).entity();
    assertThat(type.update(stored, values).entity()).isEqualTo(stored);
    assertThat(type.update(stored, Values.of("g", Instant.EPOCH)).violations().at("g")).hasSize(1);
    assertThat(type.update(stored, Values.of("f", List.of())).violations().at("f")).hasSize(1);
  }

  @Test
  void toJsonSchema_defaultOfAnyNumber_isShown() {
    EntityType type =
        SchemaSet.of(
                Schema.named("things")
                    .primaryKey("id")
                    .field("id", Typedefs.id())
                    .field("f", Fields.json().defaultTo(List.of((short) 1, 2, 2.5f)))
                    .build())
            .type("things");
    assertThat(type.toJsonSchema()).contains("[1, 2, 2.5]");
  }

  @Test
  void set_ofManyUuids_isToldApartInAnyForm() {
    EntityType type = type("f: {type: set, elements: {type: string, uuid: true}}");
    Set<Object> sent = new LinkedHashSet<>(List.of(ID, UPPER, UUID.fromString(ID)));
    for (int i = 0; i < 20; i++) {
      sent.add(new UUID(1, i));
    }
    assertThat((Set<?>) thrice(type, sent).get("f")).hasSize(21);
  }
}
