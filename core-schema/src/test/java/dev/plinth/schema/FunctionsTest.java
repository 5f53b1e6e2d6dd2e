/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final String SOME_ID = "9f4b1b0e-3c7a-4d2e-8f61-0a1b2c3d4e5f";

  private static EntityType type(Field<?> field) {
    return SchemaSet.of(
            Schema.named("others").primaryKey("id").field("id", Typedefs.id()).build(),
            Schema.named("things")
                .primaryKey("id")
                .field("id", Typedefs.id())
                .field("f", field)
                .build())
        .type("things");
  }

  private static void refuses(Field<?> field, Object wire) {
    assertThat(type(field).insert(Values.of("f", wire)).violations().toTree())
        .as(field.toString())
        .containsEntry("f", "no");
  }

  @Test
  void check_ofAnyField_getsTheJavaType() {
    refuses(Fields.uuid().check("no", id -> id.equals(UUID.randomUUID())), SOME_ID);
    refuses(Fields.integer().check("no", number -> number.longValue() > 5), 5);
    refuses(Fields.integer().check("no", number -> number.longValue() > 5), 5.0);
    refuses(Fields.number().check("no", number -> number.doubleValue() > 5), 5);
    refuses(Fields.timestamp().check("no", Instant.EPOCH::isAfter), 5);
    refuses(Fields.setOf(Fields.integer()).check("no", set -> set.contains(4L)), List.of(5, 5));
    refuses(
        Fields.mapOf(Fields.number()).check("no", map -> map.containsValue(2.0)), Map.of("a", 1));
    refuses(
        Fields.record()
            .field("x", Fields.integer())
            .check("no", record -> record.require(Attribute.of("x", Long.class)) != 1),
        Map.of("x", 1));
    refuses(
        Fields.foreign("others").check("no", key -> key.equals(Key.of(UUID.randomUUID()))),
        Map.of("id", SOME_ID));
  }

  @Test
  void check_ofANumberThatDoesNotFit_isNotAsked() {
    EntityType type =
        type(
            Fields.integer()
                .check(
                    "no",
                    number -> {
                      throw new AssertionError(number);
                    }));
    assertThat(type.insert(Values.of("f", 1e300)).violations().toTree())
        .containsEntry("f", "expected an integer");
  }

  @Test
  void check_withItsOwnWords_isHeard() {
    Functions functions =
        Functions.none()
            .check("even", (Long number) -> number % 2 == 0 ? null : number + " is odd");
    Schema schema =
        Schema.parse(
            """
            name: things
            primary_key: [id]
            fields:
              - id: {typedef: uuid}
              - size: {type: integer, custom_validator: even}
            """,
            functions);
    EntityType type = SchemaSet.of(schema).type("things");
    assertThat(type.insert(Values.of("size", 3)).violations().toTree())
        .containsEntry("size", "3 is odd");
    assertThat(type.insert(Values.of("size", 4)).isAccepted()).isTrue();
  }

  @Test
  void register_twoOfOneName_isRefused() {
    Functions functions = Functions.none().check("a", "no", (String text) -> text.isEmpty());
    assertThatThrownBy(() -> functions.transformation("a", values -> values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("function 'a' is registered twice");
  }

  @Test
  void plus_folderOfTheClassPath_linksItsSchemas() {
    SchemaSet set =
        SchemaSet.load(FunctionsTest.class.getClassLoader(), "schemas/one", Functions.none())
            .plus(FunctionsTest.class.getClassLoader(), "schemas/two", Functions.none());
    assertThat(set.types().stream().map(EntityType::name).toList())
        .isEqualTo(List.of("parents", "children"));
    assertThat(Set.copyOf(set.type("children").fields().keySet())).containsOnly("id", "parent");
  }
}
