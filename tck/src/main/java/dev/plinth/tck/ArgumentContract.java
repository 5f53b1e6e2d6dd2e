/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Query;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Calls that are wrong in themselves: what is said of them, before the store is asked. */
public abstract non-sealed class ArgumentContract extends Contract {
  private static final Key SOME = Key.of(UUID.randomUUID());

  /** For authors to extend. */
  protected ArgumentContract() {}

  private static void refusedByName(String argument, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(argument);
  }

  private static DaoException.Invalid invalid(
      ErrorCode code, String message, ThrowingCallable call) {
    DaoException.Invalid refusal = refused(DaoException.Invalid.class, call);
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }

  @Test
  @Rule("ARG-01")
  @SuppressWarnings("NullAway") // what the compiler forbids is what is tried
  protected final void everyOperation_noKey_isRefusedByName() {
    refusedByName("key", () -> owners().select((Key) null));
    refusedByName("key", () -> owners().update(null, Values.of("text", "x")));
    refusedByName("key", () -> owners().upsert(null, Values.of("text", "x")));
    refusedByName("key", () -> owners().delete((Key) null));
  }

  @Test
  @Rule("ARG-02")
  @SuppressWarnings("NullAway") // what the compiler forbids is what is tried
  protected final void everyWrite_noValues_isRefusedByName() {
    refusedByName("values", () -> owners().insert((Values) null));
    refusedByName("values", () -> owners().insertAll(null));
    refusedByName("changes", () -> owners().update(SOME, null));
    refusedByName("values", () -> owners().upsert(SOME, null));
  }

  @Test
  @Rule("ARG-03")
  @SuppressWarnings("NullAway") // what the compiler forbids is what is tried
  protected final void everyOperation_noOptions_isRefusedByName() {
    refusedByName("options", () -> owners().select(SOME, null));
    refusedByName("options", () -> owners().selectAll(List.of(SOME), null));
    refusedByName("options", () -> owners().page(Query.all(), null));
    refusedByName("options", () -> owners().insert(Values.of("name", unique("a")), null));
    refusedByName("options", () -> owners().update(SOME, Values.of("text", "x"), null));
    refusedByName("options", () -> owners().upsert(SOME, Values.of("text", "x"), null));
    refusedByName("options", () -> owners().delete(SOME, null));
  }

  @Test
  @Rule("ARG-04")
  @SuppressWarnings("NullAway") // what the compiler forbids is what is tried
  protected final void page_noQuery_isRefusedByName() {
    refusedByName("query", () -> owners().page(null));
    refusedByName("query", () -> owners().count(null));
  }

  @Test
  @Rule("ARG-05")
  protected final void key_notAUuid_isAnInvalidPrimaryKey() {
    DaoException.Invalid refusal =
        invalid(
            ErrorCode.INVALID_PRIMARY_KEY,
            "invalid primary key: '{id=\"expected a valid UUID\"}'",
            () -> owners().select(Key.of("abc")));
    assertThat(refusal.fields()).isEqualTo(Map.of("id", "expected a valid UUID"));
    assertThat(refusal.title()).isEqualTo("invalid primary key");
  }

  @Test
  @Rule("ARG-06")
  protected final void key_withoutAPart_isAnInvalidPrimaryKey() {
    invalid(
        ErrorCode.INVALID_PRIMARY_KEY,
        "invalid primary key: '{right=\"missing primary key\"}'",
        () -> dao(KitSchemas.PAIRS).select(Key.of("left")));
  }

  @Test
  @Rule("ARG-07")
  protected final void key_ofTooManyParts_isRefusedWithTheirNames() {
    assertThat(
            refused(
                DaoException.Invalid.class,
                () -> dao(KitSchemas.PAIRS).select(Key.of("left", 1L, 2L))))
        .hasMessageContaining("left, right");
  }

  @Test
  @Rule("ARG-08")
  protected final void key_ofNoPartAtAll_isAnInvalidPrimaryKey() {
    for (Key nothing : List.of(Key.ofParts(List.of()), Key.by(Values.none()))) {
      invalid(
          ErrorCode.INVALID_PRIMARY_KEY,
          "invalid primary key: '{id=\"missing primary key\"}'",
          () -> owners().select(nothing));
    }
  }

  @Test
  @Rule("ARG-09")
  protected final void key_primaryBesideAnother_isRefused() {
    Key both = Key.by(Values.of("id", UUID.randomUUID()).and("name", "x"));
    assertThat(refused(DaoException.Invalid.class, () -> owners().select(both)))
        .hasMessageContaining("the primary key (id) or 'name'");
  }

  @Test
  @Rule("ARG-10")
  protected final void uniqueValue_thatItsFieldCannotHave_isAnInvalidUnique() {
    DaoException.Invalid refusal =
        invalid(
            ErrorCode.INVALID_UNIQUE,
            "length must be at least 1",
            () -> dao(KitSchemas.PLAIN).select(Key.by("name", "")));
    assertThat(refusal.title()).isEqualTo("invalid unique name");
  }

  @Test
  @Rule("ARG-11")
  protected final void uniqueValue_ofAnotherType_isAnInvalidUnique() {
    Key number = Key.by("name", 123L);
    String message = "expected a string";
    invalid(ErrorCode.INVALID_UNIQUE, message, () -> owners().select(number));
    invalid(
        ErrorCode.INVALID_UNIQUE, message, () -> owners().update(number, Values.of("text", "x")));
    invalid(
        ErrorCode.INVALID_UNIQUE, message, () -> owners().upsert(number, Values.of("text", "x")));
    invalid(ErrorCode.INVALID_UNIQUE, message, () -> owners().delete(number));
  }

  @Test
  @Rule("ARG-12")
  protected final void uniqueValue_thatIsForbidden_isAnInvalidUnique() {
    DaoException.Invalid refusal =
        invalid(
            ErrorCode.INVALID_UNIQUE,
            "must not be one of: env",
            () -> dao(KitSchemas.BADGES).select(Key.by("prefix", "env")));
    assertThat(refusal.title()).isEqualTo("invalid unique prefix");
  }

  @Test
  @Rule("ARG-13")
  protected final void uniqueValue_null_isAnInvalidUnique() {
    invalid(
        ErrorCode.INVALID_UNIQUE,
        "required field missing",
        () -> owners().select(Key.by("name", null)));
  }

  @Test
  @Rule("ARG-14")
  protected final void uniqueReference_thatIsNoKey_isAnInvalidForeignKey() {
    DaoException.Invalid refusal =
        invalid(
            ErrorCode.INVALID_FOREIGN_KEY,
            "invalid foreign key: '{id=\"expected a valid UUID\"}'",
            () -> dao(KitSchemas.BADGES).select(Key.by("owner", Key.of("x"))));
    assertThat(refusal.fields()).isEqualTo(Map.of("id", "expected a valid UUID"));
  }

  @Test
  @Rule("ARG-15")
  protected final void key_byAFieldThatNamesNothing_isRefusedWithThoseThatDo() {
    for (String field : List.of("text", "nonsense")) {
      assertThat(refused(DaoException.Invalid.class, () -> owners().select(Key.by(field, "x"))))
          .hasMessageContaining(
              "names no entity of 'tck_owners': use the primary key (id) or 'name'");
    }
  }

  @Test
  @Rule("ARG-16")
  protected final void size_outOfRange_isAnInvalidSize() {
    int most = strategy().limits().pageSize();
    String message = "size must be an integer between 1 and " + most;
    for (int size : new int[] {0, -1, most + 1, Integer.MIN_VALUE}) {
      DaoException.Invalid refusal =
          invalid(ErrorCode.INVALID_SIZE, message, () -> owners().page(Query.all().size(size)));
      assertThat(refusal.title()).isEqualTo("invalid size");
    }
  }

  @Test
  @Rule("ARG-17")
  protected final void each_wrongSize_isRefusedAtTheFirstStep() {
    Iterator<Entity> rows = owners().each(Query.all().size(0)).iterator();
    assertThat(refused(DaoException.Invalid.class, rows::hasNext).code())
        .isEqualTo(ErrorCode.INVALID_SIZE);
  }

  @Test
  @Rule("ARG-18")
  protected final void offset_notBase64_isAnInvalidOffset() {
    for (String text : List.of("hello", "x", "|potato|")) {
      invalid(
          ErrorCode.INVALID_OFFSET,
          "'" + text + "' is not a valid offset: bad base64 encoding",
          () -> owners().page(Query.all().size(3).after(Offset.parse(text))));
    }
  }

  @Test
  @Rule("ARG-19")
  protected final void offset_ofAnotherForm_isAnInvalidOffset() {
    for (String content : List.of("not json", "[\"abc\"]", "[]", "{}", "7", "")) {
      String text =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(content.getBytes(StandardCharsets.UTF_8));
      invalid(
          ErrorCode.INVALID_OFFSET,
          "'" + text + "' is not a valid offset: bad json encoding",
          () -> owners().page(Query.all().after(Offset.parse(text))));
    }
  }

  @Test
  @Rule("ARG-20")
  protected final void offset_bad_isRefusedForAReferenceToo() {
    invalid(
        ErrorCode.INVALID_OFFSET,
        "'hello' is not a valid offset: bad base64 encoding",
        () -> things().page(Query.where("owner", SOME).after(Offset.parse("hello"))));
  }

  @Test
  @Rule("ARG-21")
  protected final void ttl_whereThereIsNone_isAnInvalidOption() {
    WriteOptions ttl = WriteOptions.ttl(Duration.ofSeconds(100));
    String message = "invalid option (ttl: cannot be used with 'tck_owners')";
    Values values = Values.of("name", unique("a"));
    DaoException.Invalid refusal =
        invalid(ErrorCode.INVALID_OPTIONS, message, () -> owners().insert(values, ttl));
    assertThat(refusal.fields()).isEqualTo(Map.of("ttl", "cannot be used with 'tck_owners'"));
    invalid(ErrorCode.INVALID_OPTIONS, message, () -> owners().insertAll(List.of(values), ttl));
    invalid(ErrorCode.INVALID_OPTIONS, message, () -> owners().update(SOME, values, ttl));
    invalid(ErrorCode.INVALID_OPTIONS, message, () -> owners().upsert(SOME, values, ttl));
  }

  @Test
  @Rule("ARG-22")
  protected final void ttl_outOfRange_isAnInvalidOption() {
    for (Duration ttl :
        List.of(
            Duration.ofSeconds(-1), Duration.ofMillis(1_500), Duration.ofSeconds(100_000_001))) {
      invalid(
          ErrorCode.INVALID_OPTIONS,
          "invalid option (ttl: must be an integer between 0 and 100000000)",
          () -> things().insert(Values.none(), WriteOptions.ttl(ttl)));
    }
  }

  @Test
  @Rule("ARG-23")
  protected final void tags_whereThereAreNone_isAnInvalidOption() {
    invalid(
        ErrorCode.INVALID_OPTIONS,
        "invalid option (tags: cannot be used with 'tck_plain')",
        () -> dao(KitSchemas.PLAIN).page(Query.taggedAll("x")));
  }

  @Test
  @Rule("ARG-24")
  protected final void tags_moreThanFive_isAnInvalidOption() {
    invalid(
        ErrorCode.INVALID_OPTIONS,
        "invalid option (tags: cannot query more than 5 tags)",
        () -> owners().page(Query.taggedAny("1", "2", "3", "4", "5", "6")));
    assertThat(owners().page(Query.taggedAny("1", "2", "3", "4", "5")).items()).isEmpty();
  }

  @Test
  @Rule("ARG-25")
  protected final void tags_withForbiddenCharacters_isAnInvalidOption() {
    for (String tag : List.of("a,b", "a/b", "a\tb", "a\u007fb", "a\ud800b")) {
      invalid(
          ErrorCode.INVALID_OPTIONS,
          "invalid option (tags: must only contain printable ascii (except `,` and `/`) or valid utf-8)",
          () -> owners().page(Query.taggedAll("oops", tag)));
    }
  }

  @Test
  @Rule("ARG-26")
  protected final void tags_noneGiven_isAnInvalidOption() {
    for (Query query : List.of(Query.taggedAll(), Query.taggedAny())) {
      invalid(
          ErrorCode.INVALID_OPTIONS,
          "invalid option (tags: must name one tag at least)",
          () -> owners().page(query));
    }
  }

  @Test
  @Rule("ARG-27")
  protected final void workspace_thatIsNoUuid_isAnInvalidOption() {
    for (Key key : List.of(Key.by("name", "no-such-name"), Key.of("x"), Key.of(1L, 2L))) {
      invalid(
          ErrorCode.INVALID_OPTIONS,
          "invalid option (workspace: invalid workspace)",
          () -> db().in(key));
    }
  }

  @Test
  @Rule("ARG-28")
  protected final void options_wrong_areRefusedBeforeTheEntityIsLookedFor() {
    invalid(
        ErrorCode.INVALID_OPTIONS,
        "invalid option (ttl: must be an integer between 0 and 100000000)",
        () ->
            things()
                .update(SOME, Values.of("code", "x"), WriteOptions.ttl(Duration.ofSeconds(-1))));
  }

  @Test
  @Rule("ARG-29")
  protected final void dao_ofNoSchema_isRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db().dao("tck_nothing"))
        .withMessageContaining("there is no schema 'tck_nothing', there are: ")
        .withMessageContaining("tck_owners");
  }

  @Test
  @Rule("ARG-30")
  protected final void refusal_ofAnArgument_leavesTheRowsAsTheyAre() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    Entity owner = owners.insert(Values.of("name", "a"));
    refused(
        DaoException.Invalid.class,
        () ->
            owners.upsert(
                owner.key(), Values.of("name", "b"), WriteOptions.ttl(Duration.ofSeconds(1))));
    assertThat(owners.page(Query.all()).items()).containsExactly(owner);
  }
}
