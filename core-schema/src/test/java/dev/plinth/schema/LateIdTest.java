/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateIdTest {
  private final List<@Nullable Object> seen = new ArrayList<>();

  private static Schema.Builder things() {
    return Schema.named("things")
        .primaryKey("id")
        .field("id", Typedefs.id())
        .field("name", Fields.string().required());
  }

  private @Nullable String look(Values values) {
    seen.add(values.get("id"));
    return null;
  }

  private static EntityType type(Schema.Builder things) {
    return SchemaSet.of(things.build()).type("things");
  }

  @Test
  void insert_nothingLooksAtTheId_makesOneForEach() {
    EntityType type = type(things());
    UUID first = type.insert(Values.of("name", "a")).entity().id();
    UUID second = type.upsert(Values.of("name", "a")).entity().id();
    assertThat(first.version()).isEqualTo(4);
    assertThat(first.variant()).isEqualTo(2);
    assertThat(second.version()).isEqualTo(4);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void insert_idWasSent_keepsIt() {
    UUID id = new UUID(0x4000L, 1L << 63); // that of the stand-in as well
    assertThat(type(things()).insert(Values.of("name", "a").and("id", id)).entity().id())
        .isEqualTo(id);
  }

  @Test
  void insert_checkLooksAtTheId_seesTheOneThatIsStored() {
    EntityType type = type(things().check(Check.custom(List.of("id", "name"), this::look)));
    Entity entity = type.insert(Values.of("name", "a")).entity();
    assertThat(seen).containsExactly(entity.id());
  }

  @Test
  void insert_checkOfTheWhole_seesTheOneThatIsStored() {
    EntityType type = type(things().check(this::look));
    Entity entity = type.insert(Values.of("name", "a")).entity();
    assertThat(seen).containsExactly(entity.id());
  }

  @Test
  void insert_ruleOfTheId_seesTheOneThatIsStored() {
    EntityType type =
        type(
            Schema.named("things")
                .primaryKey("id")
                .field("id", Typedefs.id().check("is seen", value -> seen.add(value))));
    Entity entity = type.insert(Values.none()).entity();
    assertThat(seen).containsExactly(entity.id());
  }
}
