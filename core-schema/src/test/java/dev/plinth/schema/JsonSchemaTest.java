/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static Schema.Builder accounts() {
    return Schema.named("accounts").primaryKey("name").field("name", string().required());
  }

  private static EntityType type(Schema... schemas) {
    return SchemaSet.of(schemas).type(schemas[schemas.length - 1].name());
  }

  private static Attributes property(EntityType type, String name) {
    return Attributes.of(Json.read(type.toJsonSchema())).nested("properties").nested(name);
  }

  private static void agree(EntityType type, Map<?, ?>... inputs) {
    JsonSchemaComparison comparison = new JsonSchemaComparison(type.record());
    assertThat(comparison.malformed()).isEqualTo("[]");
    for (Map<?, ?> input : inputs) {
      assertThat(comparison.difference(input)).as("%s", input).isNull();
    }
  }

  @Test
  void document_anyEntity_saysWhatItIs() {
    Attributes document = Attributes.of(Json.read(type(accounts().build()).toJsonSchema()));
    assertThat(document.get("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(document.get("$id")).isEqualTo("urn:plinth:schema:accounts");
    assertThat(document.get("title")).isEqualTo("accounts");
    assertThat(document.get("required")).isEqualTo(List.of("name"));
    assertThat(document.get("additionalProperties")).isEqualTo(false);
  }

  @Test
  void field_describedSecretImmutable_tellsSo() {
    EntityType type =
        type(
            accounts()
                .field(
                    "token",
                    string().secret().immutable().defaultTo("s3cret").describe("To log in."))
                .field("plan", string().unique().defaultTo("free"))
                .build());
    assertThat(property(type, "token").map())
        .containsEntry("description", "To log in.")
        .containsEntry("writeOnly", true)
        .containsEntry("$comment", "not to be changed once it is set")
        .doesNotContainKey("default");
    assertThat(property(type, "plan").map())
        .containsEntry("default", "free")
        .containsEntry("$comment", "unique");
    assertThat(type.toJsonSchema()).doesNotContain("s3cret");
  }

  @Test
  void field_checkedByAFunction_isLeftOutAndTold() {
    EntityType type =
        type(accounts().field("even", integer().check("must be even", n -> n % 2 == 0)).build());
    assertThat(property(type, "even").get("$comment")).isEqualTo("not said here: custom_validator");
    agree(type, Map.of("name", "a", "even", 2L), Map.of("name", "a", "even", 1L));
  }

  @Test
  void schema_withTtl_hasIt() {
    EntityType type = type(accounts().ttl().build());
    assertThat(property(type, "ttl").map()).containsEntry("maximum", 100_000_000L);
    agree(type, Map.of("name", "a", "ttl", 5L));
  }

  @Test
  void foreign_compositeKey_needsEachPart() {
    Schema places =
        Schema.named("places")
            .primaryKey("country", "code")
            .field("country", string().required().length(2))
            .field("code", integer().required())
            .field("name", string())
            .build();
    EntityType type = type(places, accounts().field("place", foreign("places")).build());
    agree(
        type,
        Map.of("name", "a", "place", Map.of("country", "de", "code", 1L)),
        Map.of("name", "a", "place", Map.of("country", "de", "code", 1L, "name", 5L, "more", true)),
        Map.of("name", "a", "place", Map.of("country", "deu", "code", 1L)),
        Map.of("name", "a", "place", Map.of("country", "de")),
        Map.of("name", "a", "place", "de"),
        Map.of("name", "a"));
  }

  @Test
  void foreign_byAUniqueValue_isTakenAsTheDaoDoes() {
    Schema owners =
        Schema.named("owners")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("email", string().unique().maxLength(9))
            .field("city", string())
            .build();
    EntityType type = type(owners, accounts().field("owner", foreign("owners")).build());
    JsonSchemaComparison comparison = new JsonSchemaComparison(type.record());
    assertThat(comparison.takes(Map.of("name", "a", "owner", Map.of("email", "a@b.c")))).isTrue();
    assertThat(comparison.takes(Map.of("name", "a", "owner", Map.of("email", "far too long"))))
        .isFalse();
    assertThat(comparison.takes(Map.of("name", "a", "owner", Map.of("city", "Rome")))).isFalse();
  }

  @Test
  void transformation_fieldsThatBelongTogether_areDemandedTogether() {
    EntityType type =
        type(
            accounts()
                .field("password", string())
                .field("salt", string())
                .field("hash", string())
                .transformation(
                    Transformation.onWrite(values -> Values.of("hash", "x"))
                        .input("password")
                        .needs("salt"))
                .build());
    agree(
        type,
        Map.of("name", "a"),
        Map.of("name", "a", "password", "p"),
        Map.of("name", "a", "password", "p", "salt", "s"),
        Map.of("name", "a", "salt", "s"));
  }

  @Test
  void shorthand_sent_liftsWhatItMaySet() {
    EntityType type =
        type(
            accounts()
                .field("host", string().required())
                .field("port", integer())
                .check(Check.mutuallyRequired("host", "port"))
                .shorthand(
                    Shorthand.of(
                        "address",
                        string(),
                        address -> Values.of("host", address).and("port", 80L)))
                .build());
    agree(
        type,
        Map.of("name", "a", "address", "x"),
        Map.of("name", "a", "host", "x"),
        Map.of("name", "a", "host", "x", "port", 1L),
        Map.of("name", "a", "address", 5L),
        Map.of("name", "a"));
  }

  @Test
  void shorthand_sent_doesNotDemandWhatItMaySet() {
    EntityType type =
        type(
            accounts()
                .shorthand(Shorthand.of("called", string(), name -> Values.of("name", name)))
                .shorthand(Shorthand.of("nothing", string(), name -> Values.none()))
                .build());
    agree(type, Map.of("called", "x"), Map.of());
    assertThat(type.insert(Values.of("nothing", "x")).isAccepted()).isFalse();
    assertThat(new JsonSchemaComparison(type.record()).takes(Map.of("nothing", "x"))).isTrue();
  }

  @Test
  void shorthand_beside_judgesWhatItReplaces() {
    EntityType type =
        type(
            accounts()
                .field("port", integer())
                .shorthand(Shorthand.of("address", string(), address -> Values.of("port", 80L)))
                .build());
    Map<String, Object> input = Map.of("name", "a", "address", "x", "port", "none");
    assertThat(type.insert(Values.of(input)).isAccepted()).isTrue();
    assertThat(new JsonSchemaComparison(type.record()).takes(input)).isFalse();
  }
}
