/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Unique values: of every type, through every write. */
public abstract non-sealed class UniqueContract extends Contract {
  /** For authors to extend. */
  protected UniqueContract() {}

  private Dao<Entity> badges() {
    return dao(KitSchemas.BADGES);
  }

  private Dao<Entity> words() {
    return dao(KitSchemas.WORDS);
  }

  private void clash(Dao<Entity> dao, Values values) {
    assertThat(refused(DaoException.Duplicate.class, () -> dao.insert(values)).code())
        .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
  }

  private void onceOnly(String field, Object value) {
    Entity badge = badges().insert(Values.of(field, value));
    clash(badges(), Values.of(field, value));
    assertThat(badges().select(Key.by(field, value))).contains(badge);
  }

  @Test
  @Rule("UNIQUE-01")
  protected final void text_unique_isThereOnce() {
    onceOnly("key", unique("k"));
  }

  @Test
  @Rule("UNIQUE-02")
  protected final void integer_unique_isThereOnce() {
    onceOnly("serial", UUID.randomUUID().getLeastSignificantBits());
  }

  @Test
  @Rule("UNIQUE-03")
  protected final void number_unique_isThereOnce() {
    onceOnly("weight", Math.random());
  }

  @Test
  @Rule("UNIQUE-04")
  protected final void uuid_unique_isThereOnce() {
    onceOnly("token", UUID.randomUUID());
  }

  @Test
  @Rule("UNIQUE-05")
  protected final void moment_unique_isThereOnce() {
    Instant moment =
        Instant.ofEpochMilli(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1L << 41));
    onceOnly("moment", moment);
    clash(badges(), Values.of("moment", moment.plusNanos(1)));
  }

  @Test
  @Rule("UNIQUE-06")
  protected final void reference_unique_isThereOnce() {
    onceOnly("owner", owner().key());
  }

  @Test
  @Rule("UNIQUE-07")
  protected final void secret_unique_isThereOnce() {
    onceOnly("pin", unique("p"));
  }

  @Test
  @Rule("UNIQUE-08")
  protected final void nulls_areNotTheSameValue() {
    assertThat(badges().insert(Values.of("key", null)).key())
        .isNotEqualTo(badges().insert(Values.of("key", null)).key());
  }

  @Test
  @Rule("UNIQUE-09")
  protected final void emptyText_isAValue() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    Entity owner = owners.insert(Values.of("name", ""));
    owners.insert(Values.of("name", null));
    clash(owners, Values.of("name", ""));
    assertThat(owners.select(Key.by("name", ""))).contains(owner);
  }

  @Test
  @Rule("UNIQUE-10")
  protected final void texts_thatDifferInCaseOnly_areTwo() {
    String key = unique("k");
    Entity lower = badges().insert(Values.of("key", key));
    badges().insert(Values.of("key", key.replace('k', 'K')));
    assertThat(badges().select(Key.by("key", key))).contains(lower);
  }

  @Test
  @Rule("UNIQUE-11")
  protected final void texts_thatLookTheSame_areTwo() {
    String key = unique("k");
    Entity composed = badges().insert(Values.of("key", key + "\u00e9"));
    Entity combined = badges().insert(Values.of("key", key + "e\u0301"));
    assertThat(badges().select(Key.by("key", key + "\u00e9"))).contains(composed);
    assertThat(badges().select(Key.by("key", key + "e\u0301"))).contains(combined);
  }

  @Test
  @Rule("UNIQUE-12")
  protected final void texts_thatDifferInSpacesOnly_areTwo() {
    String key = unique("k");
    badges().insert(Values.of("key", key));
    Entity spaced = badges().insert(Values.of("key", key + " "));
    assertThat(badges().select(Key.by("key", key + " "))).contains(spaced);
  }

  @Test
  @Rule("UNIQUE-13")
  protected final void text_ofTwoThousandBytes_isUniqueAndFound() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 2_000) {
      text.append(UUID.randomUUID());
    }
    onceOnly("key", text.substring(0, 2_000));
  }

  @Test
  @Rule("UNIQUE-14")
  protected final void zeroes_ofBothSigns_areOneNumber() {
    Dao<Entity> badges = elsewhere().dao(KitSchemas.BADGES);
    Entity zero = badges.insert(Values.of("weight", 0.0));
    clash(badges, Values.of("weight", -0.0));
    assertThat(badges.select(Key.by("weight", -0.0))).contains(zero);
  }

  @Test
  @Rule("UNIQUE-15")
  protected final void primaryKey_takenWhereAFieldIsNamedKey_isTold() {
    Entity badge = badges().insert(Values.of("key", unique("k")));
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> badges().insert(Values.of("id", badge.id()).and("key", unique("k"))))
                .code())
        .isEqualTo(ErrorCode.PRIMARY_KEY_VIOLATION);
  }

  @Test
  @Rule("UNIQUE-16")
  protected final void twoValues_takenAtOnce_theFirstDeclaredIsTold() {
    Entity one = badges().insert(Values.of("serial", UUID.randomUUID().getMostSignificantBits()));
    Entity other = badges().insert(Values.of("key", unique("k")));
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () ->
                        badges()
                            .insert(
                                Values.of("serial", one.get("serial"))
                                    .and("key", other.get("key"))))
                .fields())
        .containsOnlyKeys("key");
  }

  @Test
  @Rule("UNIQUE-17")
  protected final void update_toOnesOwnValue_isFine() {
    Entity badge = badges().insert(Values.of("key", unique("k")));
    assertThat(
            badges()
                .update(badge.key(), Values.of("key", badge.get("key")).and("text", "x"))
                .get("text"))
        .isEqualTo("x");
  }

  @Test
  @Rule("UNIQUE-18")
  protected final void update_toATakenValue_isRefusedByEachKey() {
    Entity taken = badges().insert(Values.of("key", unique("k")));
    String key = unique("k");
    Entity badge = badges().insert(Values.of("key", key));
    Values change = Values.of("key", taken.get("key"));
    refused(DaoException.Duplicate.class, () -> badges().update(badge.key(), change));
    refused(DaoException.Duplicate.class, () -> badges().update(Key.by("key", key), change));
    assertThat(badges().require(badge.key())).isEqualTo(badge);
  }

  @Test
  @Rule("UNIQUE-19")
  protected final void update_toATakenReference_isRefusedAndToAFreeOneIsNot() {
    Entity owner = owner();
    badges().insert(Values.of("owner", owner.key()));
    Key badge = badges().insert(Values.of("owner", owner().key())).key();
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> badges().update(badge, Values.of("owner", owner.key())))
                .fields())
        .containsOnlyKeys("owner");
    Entity free = owner();
    assertThat(badges().update(badge, Values.of("owner", free.key())).get("owner"))
        .isEqualTo(free.key());
  }

  @Test
  @Rule("UNIQUE-20")
  protected final void update_toNull_freesTheValue() {
    String key = unique("k");
    Key badge = badges().insert(Values.of("key", key)).key();
    badges().update(badge, Values.of("key", null));
    assertThat(badges().select(Key.by("key", key))).isEmpty();
    assertThat(badges().insert(Values.of("key", key)).get("key")).isEqualTo(key);
  }

  @Test
  @Rule("UNIQUE-21")
  protected final void upsert_toATakenValue_isRefusedAndChangesNothing() {
    Entity taken = badges().insert(Values.of("key", unique("k")));
    Entity badge = badges().insert(Values.of("key", unique("k")));
    refused(
        DaoException.Duplicate.class,
        () -> badges().upsert(badge.key(), Values.of("key", taken.get("key"))));
    assertThat(badges().require(badge.key())).isEqualTo(badge);
  }

  @Test
  @Rule("UNIQUE-22")
  protected final void cacheKey_takenByAnUpdate_isRefused() {
    String first = unique("f");
    words().insert(Values.of("word", unique("w")).and("first", first).and("second", "s"));
    Key word = words().insert(Values.of("word", unique("w")).and("first", first)).key();
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> words().update(word, Values.of("second", "s")))
                .fields())
        .containsOnlyKeys("first", "second");
  }

  @Test
  @Rule("UNIQUE-23")
  protected final void cacheKey_nullAndEmpty_areTwo() {
    String first = unique("f");
    Entity none = words().insert(Values.of("word", unique("w")).and("first", first));
    Entity empty =
        words().insert(Values.of("word", unique("w")).and("first", first).and("second", ""));
    assertThat(words().select(Key.by(Values.of("first", first).and("second", null))))
        .contains(none);
    assertThat(words().select(Key.by(Values.of("first", first).and("second", "")))).contains(empty);
  }

  @Test
  @Rule("UNIQUE-24")
  protected final void cacheKey_partsOfOtherBoundaries_areTwo() {
    String first = unique("f");
    words().insert(Values.of("word", unique("w")).and("first", first + ":a").and("second", "b"));
    words().insert(Values.of("word", unique("w")).and("first", first).and("second", "a:b"));
    clash(words(), Values.of("word", unique("w")).and("first", first).and("second", "a:b"));
  }

  @Test
  @Rule("UNIQUE-25")
  protected final void cacheKey_inAnyOrder_findsItsEntity() {
    String first = unique("f");
    Entity word =
        words().insert(Values.of("word", unique("w")).and("first", first).and("second", "s"));
    assertThat(words().select(Key.by(Values.of("second", "s").and("first", first)))).contains(word);
  }

  @Test
  @Rule("UNIQUE-26")
  protected final void value_madeByATransformation_isUnique() {
    String word = unique("w");
    dao(KitSchemas.SECRETS).insert(Values.of("word", word));
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> dao(KitSchemas.SECRETS).insert(Values.of("word", word)))
                .fields())
        .containsOnlyKeys("digest");
  }
}
