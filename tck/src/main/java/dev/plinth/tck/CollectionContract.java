/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Struct;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Lists, sets, maps and records, of everything and in each other. */
public abstract non-sealed class CollectionContract extends Contract {
  private static final Values PLACE =
      Values.of("street", "s \ud83d\ude00")
          .and("floor", 9_007_199_254_740_993L)
          .and("height", 0.1)
          .and("since", Instant.parse("2026-01-02T03:04:05.678Z"))
          .and("code", new UUID(1, 2))
          .and("words", List.of("a", "b"));

  /** For authors to extend. */
  protected CollectionContract() {}

  private Dao<Entity> values() {
    return dao(KitSchemas.VALUES);
  }

  private Object stored(String field, Object value) {
    Entity made = values().insert(Values.of(field, value));
    Object read = Objects.requireNonNull(values().require(made.key()).get(field), "read");
    assertThat(made.get(field)).as("returned by insert").isEqualTo(read);
    Entity put = values().upsert(made.key(), Values.of(field, value));
    assertThat(put.get(field)).as("returned by upsert").isEqualTo(read);
    return read;
  }

  private void comesBack(String field, Object value) {
    assertThat(stored(field, value)).isEqualTo(value);
  }

  private static void isThePlace(Object read) {
    Struct place = (Struct) read;
    for (String field : PLACE.names()) {
      assertThat(place.get(field)).as(field).isEqualTo(PLACE.get(field));
    }
  }

  @Test
  @Rule("COLL-01")
  protected final void list_ofTexts_keepsOrderAndDuplicates() {
    comesBack("texts", List.of("b", "", "a", "b", "\udbff\udfff", "NULL", "a,b", "{\"x\"}", " "));
  }

  @Test
  @Rule("COLL-02")
  protected final void list_ofUuids_comesBack() {
    comesBack("uuids", List.of(new UUID(-1, -1), new UUID(0, 0), new UUID(-1, -1)));
  }

  @Test
  @Rule("COLL-03")
  protected final void list_ofIntegers_comesBack() {
    comesBack("integers", List.of(Long.MAX_VALUE, 0L, Long.MIN_VALUE, 9_007_199_254_740_993L));
  }

  @Test
  @Rule("COLL-04")
  protected final void list_ofNumbers_comesBackToTheLastBit() {
    comesBack("numbers", List.of(Double.MIN_VALUE, -0.0, 0.1, Double.MAX_VALUE));
  }

  @Test
  @Rule("COLL-05")
  protected final void list_ofTruthValues_comesBack() {
    comesBack("flags", List.of(true, false, false));
  }

  @Test
  @Rule("COLL-06")
  protected final void list_ofMoments_comesBackCut() {
    List<Instant> sent =
        List.of(
            Instant.parse("2026-01-02T03:04:05.678999Z"),
            Instant.ofEpochSecond(1),
            Instant.parse("9999-12-31T23:59:59.999Z"),
            Instant.ofEpochSecond(999_999_999_999L));
    assertThat(stored("millis", sent))
        .isEqualTo(
            sent.stream()
                .map(moment -> moment.truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .toList());
    assertThat(stored("seconds", sent))
        .isEqualTo(
            sent.stream()
                .map(moment -> moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .toList());
  }

  @Test
  @Rule("COLL-07")
  protected final void list_ofTenThousand_comesBack() {
    comesBack("integers", LongStream.range(0, 10_000).boxed().toList());
  }

  @Test
  @Rule("COLL-08")
  protected final void list_withNull_isRefused() {
    refused(
        DaoException.SchemaViolation.class,
        () -> values().insert(Values.of("texts", Arrays.asList("a", null))));
  }

  @Test
  @Rule("COLL-09")
  protected final void set_keepsTheOrderAndDropsDuplicates() {
    assertThat((Collection<?>) stored("text_set", List.of("b", "a", "b", "")))
        .isInstanceOf(Set.class)
        .extracting(Object::toString)
        .containsExactly("b", "a", "");
    assertThat(stored("integer_set", List.of(3L, 1L, 3L))).isEqualTo(Set.of(3L, 1L));
  }

  @Test
  @Rule("COLL-10")
  protected final void emptyCollections_areNotNull() {
    for (String field :
        List.of(
            "texts",
            "uuids",
            "integers",
            "numbers",
            "flags",
            "seconds",
            "millis",
            "records",
            "list_of_lists",
            "list_of_maps")) {
      assertThat(stored(field, List.of())).as(field).isEqualTo(List.of());
    }
    for (String field : List.of("text_set", "integer_set", "record_set")) {
      assertThat(stored(field, Set.of())).as(field).isEqualTo(Set.of());
    }
    for (String field :
        List.of("text_map", "number_map", "milli_map", "record_map", "map_of_lists")) {
      assertThat(stored(field, Map.of())).as(field).isEqualTo(Map.of());
    }
  }

  @Test
  @Rule("COLL-11")
  protected final void emptyCollection_changedToNullAndBack_isKeptApart() {
    Entity made = values().insert(Values.of("texts", List.of()).and("text_map", Map.of()));
    values().update(made.key(), Values.of("texts", null).and("text_map", null));
    assertThat(values().require(made.key()).get("texts")).isNull();
    assertThat(values().require(made.key()).get("text_map")).isNull();
    values().update(made.key(), Values.of("texts", List.of()).and("text_map", Map.of()));
    assertThat(values().require(made.key())).isEqualTo(made);
  }

  @Test
  @Rule("COLL-12")
  protected final void map_ofAnyKeys_comesBack() {
    comesBack(
        "text_map",
        Map.of("", "empty", "\udbff\udfff", "\ud83d\ude00", "a.b", "c", "\"'\\", "\n", " ", ""));
  }

  @Test
  @Rule("COLL-13")
  protected final void map_ofNumbers_comesBackToTheLastBit() {
    comesBack(
        "number_map",
        Map.of("least", Double.MIN_VALUE, "most", Double.MAX_VALUE, "tenth", 0.1, "big", 1e21));
  }

  @Test
  @Rule("COLL-14")
  protected final void map_ofMoments_comesBackCut() {
    assertThat(stored("milli_map", Map.of("a", Instant.parse("2026-01-02T03:04:05.678999Z"))))
        .isEqualTo(Map.of("a", Instant.parse("2026-01-02T03:04:05.678Z")));
  }

  @Test
  @Rule("COLL-15")
  protected final void record_comesBackAsARecord() {
    isThePlace(stored("record", PLACE));
  }

  @Test
  @Rule("COLL-16")
  protected final void record_withNulls_isNotNull() {
    Struct record = (Struct) stored("record", Values.of("floor", null));
    assertThat(record.get("floor")).isNull();
    assertThat(record.get("inner")).isNull();
  }

  @Test
  @Rule("COLL-17")
  protected final void record_inARecord_comesBack() {
    Struct record = (Struct) stored("record", Values.of("inner", PLACE));
    isThePlace(Objects.requireNonNull(record.get("inner")));
  }

  @Test
  @Rule("COLL-18")
  protected final void record_inARecord_isMergedByAnUpdate() {
    Entity made = values().insert(Values.of("record", PLACE.and("inner", PLACE)));
    values()
        .update(
            made.key(),
            Values.of("record", Values.of("inner", Values.of("floor", 1L).and("street", null))));
    Struct record = (Struct) Objects.requireNonNull(values().require(made.key()).get("record"));
    Struct inner = (Struct) Objects.requireNonNull(record.get("inner"));
    isThePlace(record);
    assertThat(inner.get("floor")).isEqualTo(1L);
    assertThat(inner.get("street")).isNull();
    assertThat(inner.get("height")).isEqualTo(0.1);
  }

  @Test
  @Rule("COLL-19")
  protected final void records_inAList_comeBackAsRecords() {
    List<?> read = (List<?>) stored("records", List.of(PLACE, Values.none(), PLACE));
    assertThat(read).hasSize(3);
    isThePlace(read.get(0));
    isThePlace(read.get(2));
    assertThat(((Struct) read.get(1)).get("street")).isNull();
  }

  @Test
  @Rule("COLL-20")
  protected final void records_inASet_comeBackAsRecordsOnce() {
    Collection<?> read =
        (Collection<?>) stored("record_set", List.of(PLACE, PLACE.and("floor", 1L), PLACE));
    assertThat(read).hasSize(2);
    isThePlace(read.iterator().next());
  }

  @Test
  @Rule("COLL-21")
  protected final void records_inAMap_comeBackAsRecords() {
    Map<?, ?> read = (Map<?, ?>) stored("record_map", Map.of("a", PLACE, "b", Values.none()));
    isThePlace(Objects.requireNonNull(read.get("a")));
    assertThat(read.get("b")).isInstanceOf(Struct.class);
  }

  @Test
  @Rule("COLL-22")
  protected final void lists_inAList_comeBack() {
    comesBack("list_of_lists", List.of(List.of(1L, 2L), List.of(), List.of(Long.MAX_VALUE)));
  }

  @Test
  @Rule("COLL-23")
  protected final void maps_inAList_comeBack() {
    comesBack("list_of_maps", List.of(Map.of("a", 1L), Map.of(), Map.of("b", Long.MIN_VALUE)));
  }

  @Test
  @Rule("COLL-24")
  protected final void lists_inAMap_comeBack() {
    comesBack("map_of_lists", Map.of("a", List.of("x", "", "x"), "b", List.of()));
  }

  @Test
  @Rule("COLL-25")
  protected final void collections_areReplacedWholeByAnUpdate() {
    Entity made =
        values()
            .insert(
                Values.of("texts", List.of("a", "b"))
                    .and("text_map", Map.of("a", "1", "b", "2"))
                    .and("records", List.of(PLACE)));
    values()
        .update(
            made.key(),
            Values.of("texts", List.of("c"))
                .and("text_map", Map.of("c", "3"))
                .and("records", List.of(Values.of("floor", 1L))));
    Entity read = values().require(made.key());
    assertThat(read.get("texts")).isEqualTo(List.of("c"));
    assertThat(read.get("text_map")).isEqualTo(Map.of("c", "3"));
    assertThat(read.toJson()).contains("\"records\":[{\"street\":null,\"floor\":1,");
  }

  @Test
  @Rule("COLL-26")
  protected final void collections_readCannotBeChanged() {
    Entity read = values().insert(Values.of("texts", List.of("a")).and("text_map", Map.of()));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ((Collection<?>) Objects.requireNonNull(read.get("texts"))).clear()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(values().require(read.key()).get("texts")).isEqualTo(List.of("a"));
  }

  @Test
  @Rule("COLL-27")
  protected final void collections_changedByTheCallerAfterTheWrite_areStoredAsTheyWere() {
    Map<String, Object> map = new LinkedHashMap<>(Map.of("a", "1"));
    Entity made = values().insert(Values.of("text_map", map));
    map.put("b", "2");
    assertThat(values().require(made.key()).get("text_map")).isEqualTo(Map.of("a", "1"));
    assertThat(made.get("text_map")).isEqualTo(Map.of("a", "1"));
  }
}
