/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Making entities: what comes back, what is refused. */
public abstract non-sealed class CreateContract extends Contract {
  /** For authors to extend. */
  protected CreateContract() {}

  @Test
  @Rule("CREATE-01")
  protected final void insert_returned_isWhatSelectReturns() {
    Entity made =
        owners()
            .insert(
                Values.of("name", unique("c"))
                    .and("moment", Instant.parse("2026-01-02T03:04:05.678999Z")));
    assertThat(owners().require(made.key())).isEqualTo(made);
    assertThat(made.get("moment")).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(made.get("count")).isEqualTo(7L);
  }

  @Test
  @Rule("CREATE-02")
  protected final void insert_takenPrimaryKey_isRefusedAndOverwritesNothing() {
    Entity first = owners().insert(Values.of("name", unique("c")).and("tags", List.of("t")));
    assertThatThrownBy(
            () ->
                owners()
                    .insert(
                        Values.of("id", first.id())
                            .and("name", unique("c"))
                            .and("tags", List.of("u"))))
        .isInstanceOfSatisfying(
            DaoException.Duplicate.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PRIMARY_KEY_VIOLATION));
    assertThat(owners().require(first.key())).isEqualTo(first);
  }

  @Test
  @Rule("CREATE-03")
  protected final void insert_takenUniqueValue_isRefused() {
    String name = unique("c");
    owners().insert(Values.of("name", name));
    assertThatThrownBy(() -> owners().insert(Values.of("name", name)))
        .isInstanceOfSatisfying(
            DaoException.Duplicate.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
              assertThat(e.fields()).containsEntry("name", name);
            });
  }

  @Test
  @Rule("CREATE-04")
  protected final void insert_bothClash_primaryKeyIsReported() {
    Entity first = owners().insert(Values.of("name", unique("c")));
    assertThatThrownBy(
            () -> owners().insert(Values.of("id", first.id()).and("name", first.get("name"))))
        .isInstanceOfSatisfying(
            DaoException.Duplicate.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PRIMARY_KEY_VIOLATION));
  }

  @Test
  @Rule("CREATE-05")
  protected final void insert_sameUniqueValueByMany_exactlyOneWins() {
    String name = unique("race");
    List<Boolean> outcomes =
        Race.run(
            8,
            () -> {
              try {
                owners().insert(Values.of("name", name));
                return true;
              } catch (DaoException.Duplicate e) {
                return false;
              }
            });
    assertThat(outcomes)
        .filteredOn(won -> won)
        .as("inserts of one unique value by eight threads that succeeded")
        .hasSize(1);
    assertThat(owners().select(Key.by("name", name))).isPresent();
  }

  @Test
  @Rule("CREATE-06")
  protected final void insert_referenceToNothing_isRefused() {
    UUID nobody = UUID.randomUUID();
    assertThatThrownBy(() -> things().insert(Values.of("owner", Key.of(nobody))))
        .isInstanceOfSatisfying(
            DaoException.Dangling.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION);
              assertThat(e.fields()).isEqualTo(Map.of("owner", Map.of("id", nobody.toString())));
            });
  }

  @Test
  @Rule("CREATE-07")
  protected final void insert_extremeValues_comeBackToTheLastBit() {
    Entity made =
        owners()
            .insert(
                Values.of("name", unique("c"))
                    .and("text", "\uD83D\uDE00\u0301\uDBFF\uDFFF \t\n'\"\\")
                    .and("count", Long.MIN_VALUE)
                    .and("ratio", Double.MIN_VALUE)
                    .and("numbers", List.of(Long.MAX_VALUE, 9007199254740993L))
                    .and("ratios", List.of(0.1, -0.0, Double.MAX_VALUE))
                    .and("flags", List.of(true, false))
                    .and("limits", Map.of("most", Long.MAX_VALUE)));
    Entity read = owners().require(made.key());
    assertThat(read.get("text")).isEqualTo("\uD83D\uDE00\u0301\uDBFF\uDFFF \t\n'\"\\");
    assertThat(read.get("count")).isEqualTo(Long.MIN_VALUE);
    assertThat(read.get("ratio")).isEqualTo(Double.MIN_VALUE);
    assertThat(read.get("numbers")).isEqualTo(List.of(Long.MAX_VALUE, 9007199254740993L));
    assertThat(read.get("ratios")).isEqualTo(List.of(0.1, -0.0, Double.MAX_VALUE));
    assertThat(read.get("flags")).isEqualTo(List.of(true, false));
    assertThat(read.get("limits")).isEqualTo(Map.of("most", Long.MAX_VALUE));
  }

  @Test
  @Rule("CREATE-08")
  protected final void insert_emptyAndNull_areKeptApart() {
    Entity empty =
        owners()
            .insert(
                Values.of("name", unique("c"))
                    .and("text", "")
                    .and("words", List.of())
                    .and("codes", List.of())
                    .and("limits", Map.of()));
    Entity read = owners().require(empty.key());
    assertThat(read.get("text")).isEqualTo("");
    assertThat(read.get("words")).isEqualTo(List.of());
    assertThat((Iterable<?>) read.get("codes")).isEmpty();
    assertThat(read.get("limits")).isEqualTo(Map.of());
    Entity absent = owners().require(owners().insert(Values.of("name", unique("c"))).key());
    for (String field :
        List.of("text", "words", "codes", "limits", "place", "places", "anything")) {
      assertThat(absent.get(field)).as(field).isNull();
    }
  }

  @Test
  @Rule("CREATE-09")
  protected final void insert_recordsInCollections_comeBackAsRecords() {
    Values street = Values.of("street", "s").and("floor", 3L);
    Entity read =
        owners()
            .require(
                owners()
                    .insert(
                        Values.of("name", unique("c"))
                            .and("place", street)
                            .and("places", List.of(street, street))
                            .and("anything", Map.of("a", Arrays.asList(1L, null, "x"))))
                    .key());
    assertThat(read.toJson())
        .contains("\"place\":{\"street\":\"s\",\"floor\":3}")
        .contains("\"places\":[{\"street\":\"s\",\"floor\":3},{\"street\":\"s\",\"floor\":3}]");
    assertThat(read.get("anything")).isEqualTo(Map.of("a", Arrays.asList(1L, null, "x")));
  }

  @Test
  @Rule("CREATE-10")
  protected final void insert_withTtl_showsWhatIsLeft() {
    Entity made = things().insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(100)));
    assertThat(made.ttl().orElseThrow()).isBetween(Duration.ofSeconds(98), Duration.ofSeconds(100));
    assertThat(things().require(made.key()).ttl().orElseThrow())
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
    assertThat(things().insert(Values.none()).ttl()).isEmpty();
  }

  @Test
  @Rule("CREATE-11")
  protected final void insert_takenCompositeCacheKey_isRefusedNullsIncluded() {
    String kind = unique("k");
    dao(KitSchemas.PAIRS).insert(Values.of("left", unique("l")).and("right", 1L).and("kind", kind));
    assertThatThrownBy(
            () ->
                dao(KitSchemas.PAIRS)
                    .insert(Values.of("left", unique("l")).and("right", 1L).and("kind", kind)))
        .isInstanceOfSatisfying(
            DaoException.Duplicate.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION));
  }

  @Test
  @Rule("CREATE-12")
  protected final void insert_nulCharacter_isASchemaViolation() {
    assertThatThrownBy(() -> owners().insert(Values.of("name", unique("c")).and("text", "a\0b")))
        .isInstanceOf(DaoException.SchemaViolation.class);
  }

  @Test
  @Rule("CREATE-13")
  protected final void insertAll_many_comeBackInOrder() {
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Values.of("name", unique("many")).and("count", (long) i));
    }
    List<Entity> made = owners().insertAll(rows);
    assertThat(made)
        .extracting(entity -> entity.get("count"))
        .containsExactlyElementsOf(java.util.stream.LongStream.range(0, 20).boxed().toList());
  }
}
