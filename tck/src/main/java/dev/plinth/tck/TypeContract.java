/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plain values of every type: they come back to the last bit, or are refused. */
public abstract non-sealed class TypeContract extends Contract {
  /** For authors to extend. */
  protected TypeContract() {}

  private Dao<Entity> values() {
    return dao(KitSchemas.VALUES);
  }

  private void comesBack(String field, @Nullable Object value) {
    comesBackAs(field, value, value);
  }

  /** By each way of writing and reading. */
  private void comesBackAs(String field, @Nullable Object sent, @Nullable Object read) {
    Entity made = values().insert(Values.of(field, sent));
    assertThat(made.get(field)).as("returned by insert").isEqualTo(read);
    assertThat(values().require(made.key()).get(field)).as("selected").isEqualTo(read);
    Entity changed = values().update(values().insert(Values.none()).key(), Values.of(field, sent));
    assertThat(changed.get(field)).as("returned by update").isEqualTo(read);
    assertThat(values().require(changed.key()).get(field)).as("updated").isEqualTo(read);
    Entity put = values().upsert(changed.key(), Values.of(field, sent));
    assertThat(put.get(field)).as("returned by upsert").isEqualTo(read);
    assertThat(values().require(put.key()).etag()).as("etag").isEqualTo(put.etag());
  }

  private void isRefused(String field, Object value) {
    refused(DaoException.SchemaViolation.class, () -> values().insert(Values.of(field, value)));
  }

  @Test
  @Rule("TYPE-01")
  protected final void integer_ofAnySize_comesBack() {
    for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L}) {
      comesBack("integer", value);
    }
  }

  @Test
  @Rule("TYPE-02")
  protected final void integer_ofAnotherJavaType_isALong() {
    comesBackAs("integer", 5, 5L);
    comesBackAs("integer", (short) 5, 5L);
    comesBackAs("integer", 5.0, 5L);
  }

  @Test
  @Rule("TYPE-03")
  protected final void integer_thatIsNone_isRefused() {
    for (Object value : List.of(1.5, Double.NaN, 1e30, "5", true)) {
      isRefused("integer", value);
    }
  }

  @Test
  @Rule("TYPE-04")
  protected final void number_ofAnySize_comesBackToTheLastBit() {
    for (double value :
        new double[] {
          0.0,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          0.1,
          0.1 + 0.2,
          Math.PI,
          1e21,
          123456789012345680.0
        }) {
      comesBack("number", value);
    }
  }

  @Test
  @Rule("TYPE-05")
  protected final void number_negativeZero_keepsItsSign() {
    comesBack("number", -0.0);
  }

  @Test
  @Rule("TYPE-06")
  protected final void number_ofAnotherJavaType_isADouble() {
    comesBackAs("number", 5L, 5.0);
    comesBackAs("number", 0.5f, 0.5);
  }

  @Test
  @Rule("TYPE-07")
  protected final void number_thatIsNone_isRefused() {
    for (Object value :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, "0.5", true)) {
      isRefused("number", value);
    }
  }

  @Test
  @Rule("TYPE-08")
  protected final void truthValue_trueFalseAndNull_areThree() {
    comesBack("flag", true);
    comesBack("flag", false);
    comesBack("flag", null);
  }

  @Test
  @Rule("TYPE-09")
  protected final void text_ofAnyUnicode_comesBack() {
    for (String value :
        List.of(
            "\udbff\udfff",
            "\ud83d\ude00",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "e\u0301 \u00e9",
            "\u05e9\u05dc\u05d5\u05dd \u202e \u0001\u001f\u007f\u0080\ufeff\uffff",
            "\ud7ff\ue000")) {
      comesBack("text", value);
    }
  }

  @Test
  @Rule("TYPE-10")
  protected final void text_withWhatOthersTakeForSyntax_comesBack() {
    for (String value :
        List.of(" a ", "\t\r\n", "'\"`\\", "{}[],:", "NULL", "%_*?", "$1 ; -- /* */", "\\u0000")) {
      comesBack("text", value);
    }
  }

  @Test
  @Rule("TYPE-11")
  protected final void text_emptyAndNull_areTwo() {
    comesBack("text", "");
    comesBack("text", null);
  }

  @Test
  @Rule("TYPE-12")
  protected final void text_ofAMillionCharacters_comesBack() {
    comesBack("text", "0123456789\u00fc".repeat(100_000));
  }

  @Test
  @Rule("TYPE-13")
  protected final void text_thatIsNoUnicode_isRefused() {
    for (String value : List.of("\ud800", "a\udc00b", "\ud83d\ud83d\ude00")) {
      isRefused("text", value);
    }
  }

  @Test
  @Rule("TYPE-14")
  protected final void text_withTheCharacterNul_isRefusedWhereverItIs() {
    isRefused("text", "\0");
    isRefused("texts", List.of("a", "b\0"));
    isRefused("text_set", List.of("\0"));
    isRefused("text_map", Map.of("k", "\0"));
    isRefused("text_map", Map.of("k\0", "v"));
    isRefused("record", Values.of("street", "\0"));
    isRefused("json", "\0");
    isRefused("json", Map.of("k", List.of("\0")));
    isRefused("json", Map.of("\0", 1L));
  }

  @Test
  @Rule("TYPE-15")
  protected final void text_thatIsNoUnicode_isRefusedWhereverItIs() {
    isRefused("texts", List.of("\ud800"));
    isRefused("text_map", Map.of("\ud800", "v"));
    isRefused("record", Values.of("street", "\ud800"));
    isRefused("json", Map.of("k", List.of("\ud800")));
    isRefused("json", Map.of("\ud800", 1L));
  }

  @Test
  @Rule("TYPE-16")
  protected final void uuid_ofAnyBits_comesBack() {
    for (UUID value : List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(1L << 63, 1))) {
      comesBack("uuid", value);
    }
  }

  @Test
  @Rule("TYPE-17")
  protected final void uuid_asTextInAnyCase_isAUuid() {
    UUID value = UUID.fromString("abcdefab-cdef-4bcd-8fab-cdefabcdefab");
    comesBackAs("uuid", value.toString(), value);
    comesBackAs("uuid", "ABCDEFAB-CDEF-4BCD-8FAB-CDEFABCDEFAB", value);
  }

  @Test
  @Rule("TYPE-18")
  protected final void uuid_thatIsNone_isRefused() {
    for (Object value : List.of("", "abc", "abcdefab-cdef-4bcd-8fab-cdefabcdefa", 5L)) {
      isRefused("uuid", value);
    }
  }

  @Test
  @Rule("TYPE-19")
  protected final void moment_isCutToTheSecond() {
    comesBackAs(
        "second",
        Instant.parse("2026-01-02T03:04:05.999999999Z"),
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  @Rule("TYPE-20")
  protected final void moment_isCutToTheMillisecond() {
    comesBackAs(
        "milli",
        Instant.parse("2026-01-02T03:04:05.678999999Z"),
        Instant.parse("2026-01-02T03:04:05.678Z"));
    comesBackAs("milli", 1_767_323_045.678, Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  @Test
  @Rule("TYPE-21")
  protected final void moment_inSecondsSinceTheEpoch_isAMoment() {
    comesBackAs("second", 1_767_323_045L, Instant.parse("2026-01-02T03:04:05Z"));
    comesBackAs("milli", 1_767_323_045L, Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  @Rule("TYPE-22")
  protected final void moment_nearAndFar_comesBack() {
    for (Instant value :
        List.of(
            Instant.ofEpochSecond(1),
            Instant.parse("2024-02-29T23:59:59Z"),
            Instant.parse("2026-03-29T01:30:00Z"),
            Instant.parse("2038-01-19T03:14:08Z"),
            Instant.parse("9999-12-31T23:59:59Z"),
            Instant.ofEpochSecond(999_999_999_999L))) {
      comesBack("second", value);
      comesBack("milli", value.plusMillis(1));
    }
  }

  @Test
  @Rule("TYPE-23")
  protected final void moment_thatNoStoreHolds_isRefused() {
    for (Object value :
        List.of(Instant.MAX, Instant.MIN, Instant.EPOCH, 1e15, "2026-01-02T03:04:05Z")) {
      isRefused("second", value);
      isRefused("milli", value);
    }
  }

  @Test
  @Rule("TYPE-24")
  protected final void json_ofEachKind_comesBack() {
    for (Object value :
        List.of(
            "text",
            "",
            "null",
            5L,
            Long.MIN_VALUE,
            0.5,
            true,
            false,
            List.of(),
            Map.of(),
            List.of(1L, "a", List.of(), Map.of()),
            Map.of("a", Map.of("b", Map.of("", List.of(0.1, 1L)))))) {
      comesBack("json", value);
    }
  }

  @Test
  @Rule("TYPE-25")
  protected final void json_nullsWithin_comeBack() {
    comesBack("json", Arrays.asList(null, 1L, null));
    Values map = Values.of("a", null).and("b", 1L);
    comesBack("json", map.toMap());
  }

  @Test
  @Rule("TYPE-26")
  protected final void json_null_isNull() {
    comesBack("json", null);
  }

  @Test
  @Rule("TYPE-27")
  protected final void json_numbers_comeBackEqual() {
    for (Object value : List.of(Long.MAX_VALUE, 9_007_199_254_740_993L, 0.1, Double.MIN_VALUE)) {
      comesBack("json", List.of(value));
    }
  }

  @Test
  @Rule("TYPE-28")
  protected final void json_ofAnythingElse_isRefused() {
    isRefused("json", UUID.randomUUID());
    isRefused("json", List.of(Instant.EPOCH));
    isRefused("json", Map.of("a", Double.NaN));
    isRefused("json", Map.of(1L, "a"));
  }

  @Test
  @Rule("TYPE-29")
  protected final void everyType_null_isNull() {
    Entity made = values().insert(Values.none());
    Entity read = values().require(made.key());
    for (String field : read.names()) {
      if (!field.equals("id")) {
        assertThat(read.get(field)).as(field).isNull();
      }
    }
  }

  @Test
  @Rule("TYPE-30")
  protected final void everyType_changedToNull_isNull() {
    Entity made =
        values()
            .insert(
                Values.of("text", "t")
                    .and("integer", 1L)
                    .and("number", 0.5)
                    .and("flag", true)
                    .and("second", Instant.ofEpochSecond(5))
                    .and("uuid", UUID.randomUUID())
                    .and("json", 1L)
                    .and("texts", List.of("a"))
                    .and("record", Values.of("floor", 1L)));
    Values nothing = Values.none();
    for (String field : made.names()) {
      nothing = field.equals("id") ? nothing : nothing.and(field, null);
    }
    Entity changed = values().update(made.key(), nothing);
    for (String field : changed.names()) {
      if (!field.equals("id")) {
        assertThat(values().require(made.key()).get(field)).as(field).isNull();
      }
    }
  }
}
