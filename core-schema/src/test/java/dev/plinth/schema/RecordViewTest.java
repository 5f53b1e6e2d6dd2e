/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordViewTest {
  private static final EntityType TYPE =
      SchemaSet.of(
              Schema.named("owners").primaryKey("id").field("id", Typedefs.id()).build(),
              Schema.named("things")
                  .primaryKey("id")
                  .field("id", Typedefs.id())
                  .field("created_at", Typedefs.createdAt())
                  .field("owner", Fields.foreign("owners"))
                  .field("count", Fields.integer().required())
                  .field("ratio", Fields.number())
                  .field("tags", Typedefs.tags())
                  .field("hosts", Fields.listOf(Fields.string()))
                  .field("place", Fields.record().field("street_name", Fields.string()))
                  .build())
          .type("things");

  record Place(@Nullable String streetName) {}

  record Thing(
      UUID id,
      Instant createdAt,
      @Nullable UUID owner,
      long count,
      @Nullable Double ratio,
      @Nullable Set<String> tags,
      @Nullable List<String> hosts,
      @Nullable Place place) {}

  record Wrong(UUID id, long ratio, String count, String colour) {}

  @Test
  void as_record_givesEachComponentItsField() {
    UUID owner = UUID.randomUUID();
    Thing thing =
        TYPE.insert(
                Values.of("count", 3L)
                    .and("owner", Key.of(owner))
                    .and("hosts", List.of("h"))
                    .and("place", Map.of("street_name", "s")))
            .entity()
            .as(Thing.class);
    assertThat(thing.id()).isNotNull();
    assertThat(thing.createdAt()).isNotNull();
    assertThat(thing.owner()).isEqualTo(owner);
    assertThat(thing.count()).isEqualTo(3);
    assertThat(thing.ratio()).isNull();
    assertThat(thing.hosts()).containsExactly("h");
    assertThat(thing.place()).isEqualTo(new Place("s"));
  }

  @Test
  void checkView_mismatches_areAllTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPE.checkView(Wrong.class))
        .withMessageContaining("'ratio': may be null, so long must be Long")
        .withMessageContaining("'count': is a Long, not a String")
        .withMessageContaining("'colour' stands for no field: there is no 'colour'");
  }

  @Test
  void fieldName_component_isInLowerCaseWithUnderscores() {
    assertThat(RecordView.fieldName("createdAt")).isEqualTo("created_at");
  }
}
