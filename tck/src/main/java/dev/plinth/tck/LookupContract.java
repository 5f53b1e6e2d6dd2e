/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Queries by the value of one field: declared fields of every type, and none that is not. */
public abstract non-sealed class LookupContract extends Contract {
  private static final Key SOME = Key.of(UUID.randomUUID());

  /** For authors to extend. */
  protected LookupContract() {}

  private Dao<Entity> fresh() {
    return elsewhere().dao(KitSchemas.ITEMS);
  }

  private static void invalid(ErrorCode code, String message, ThrowingCallable call) {
    DaoException.Invalid refusal = refused(DaoException.Invalid.class, call);
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  /** Five items have the value, three have another, two have none. */
  private void findsFive(String field, Object value, Object other) {
    Dao<Entity> items = fresh();
    List<Key> wanted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      wanted.add(items.insert(Values.of(field, value)).key());
    }
    for (int i = 0; i < 3; i++) {
      items.insert(Values.of(field, other));
    }
    items.insert(Values.of(field, null));
    items.insert(Values.none());
    for (int size : new int[] {1, 2, 5, 100}) {
      assertThat(walk(items, Query.where(field, value).size(size)))
          .as("%s = %s, pages of %s", field, value, size)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
    assertThat(items.count(Query.where(field, value))).isEqualTo(5);
    assertThat(items.count(Query.where(field, other))).isEqualTo(3);
  }

  @Test
  @Rule("LOOKUP-01")
  protected final void text_findsThoseThatHaveIt() {
    findsFive("colour", "red \u00fc\udbff\udfff", "red");
  }

  @Test
  @Rule("LOOKUP-02")
  protected final void emptyText_isNotNull() {
    findsFive("colour", "", " ");
  }

  @Test
  @Rule("LOOKUP-03")
  protected final void integer_findsThoseThatHaveIt() {
    findsFive("level", Long.MAX_VALUE, Long.MAX_VALUE - 1);
  }

  @Test
  @Rule("LOOKUP-04")
  protected final void number_findsThoseThatHaveIt() {
    findsFive("weight", 0.1, 0.1 + Math.ulp(0.1));
  }

  @Test
  @Rule("LOOKUP-05")
  protected final void uuid_findsThoseThatHaveIt() {
    findsFive("batch", UUID.randomUUID(), UUID.randomUUID());
  }

  @Test
  @Rule("LOOKUP-06")
  protected final void moment_findsThoseThatHaveIt() {
    findsFive("since", Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_000_001));
  }

  @Test
  @Rule("LOOKUP-07")
  protected final void truthValue_findsThoseThatHaveIt() {
    findsFive("open", false, true);
  }

  @Test
  @Rule("LOOKUP-08")
  protected final void value_inItsFormOnTheWire_findsThoseThatHaveIt() {
    Dao<Entity> items = fresh();
    UUID batch = UUID.randomUUID();
    Key key =
        items
            .insert(
                Values.of("batch", batch)
                    .and("since", 1_700_000_000L)
                    .and("level", 5L)
                    .and("weight", 2.0))
            .key();
    assertThat(walk(items, Query.where("batch", batch.toString()))).containsExactly(key);
    assertThat(walk(items, Query.where("since", 1_700_000_000L))).containsExactly(key);
    assertThat(walk(items, Query.where("level", 5))).containsExactly(key);
    assertThat(walk(items, Query.where("weight", 2L))).containsExactly(key);
  }

  @Test
  @Rule("LOOKUP-09")
  protected final void uniqueValue_findsTheOne() {
    Entity owner = owner();
    assertThat(owners().page(Query.where("name", String.valueOf(owner.get("name")))).items())
        .containsExactly(owner);
    assertThat(owners().page(Query.where("name", unique("nobody"))).items()).isEmpty();
  }

  @Test
  @Rule("LOOKUP-10")
  protected final void reference_byKeyEntityAndUniqueValue_findsTheChildren() {
    Entity owner = owner();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    for (Object reference : List.of(owner, owner.key(), Key.by("name", owner.get("name")))) {
      assertThat(walk(things(), Query.where("owner", reference))).containsExactly(thing);
    }
  }

  @Test
  @Rule("LOOKUP-11")
  protected final void reference_toNothing_findsNothing() {
    assertThat(things().page(Query.where("owner", SOME)).items()).isEmpty();
    assertThat(things().page(Query.where("owner", Key.by("name", unique("x")))).items()).isEmpty();
  }

  @Test
  @Rule("LOOKUP-12")
  protected final void value_changed_movesTheEntity() {
    Dao<Entity> items = fresh();
    Key key = items.insert(Values.of("colour", "red")).key();
    items.update(key, Values.of("colour", "blue"));
    assertThat(walk(items, Query.where("colour", "red"))).isEmpty();
    assertThat(walk(items, Query.where("colour", "blue"))).containsExactly(key);
  }

  @Test
  @Rule("LOOKUP-13")
  protected final void value_ofADeletedEntity_findsNothing() {
    Dao<Entity> items = fresh();
    items.delete(items.insert(Values.of("colour", "red")).key());
    assertThat(walk(items, Query.where("colour", "red"))).isEmpty();
  }

  @Test
  @Rule("LOOKUP-14")
  protected final void pages_whileOthersComeAndGo_skipNothingThatStays() {
    Dao<Entity> items = fresh();
    List<Key> staying = new ArrayList<>();
    List<Key> going = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      staying.add(items.insert(Values.of("colour", "red")).key());
      going.add(items.insert(Values.of("colour", "red")).key());
    }
    List<Key> seen = new ArrayList<>();
    Query query = Query.where("colour", "red").size(3);
    while (true) {
      var page = items.page(query);
      page.forEach(item -> seen.add(item.key()));
      if (!going.isEmpty()) {
        items.update(going.remove(0), Values.of("colour", "blue"));
        items.insert(Values.of("colour", "red"));
      }
      if (page.next().isEmpty()) {
        break;
      }
      query = query.after(page.next().get());
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
  }

  @Test
  @Rule("LOOKUP-15")
  protected final void offset_ofAnotherValue_isRefused() {
    Dao<Entity> items = fresh();
    items.insert(Values.of("colour", "red"));
    items.insert(Values.of("colour", "red"));
    Offset offset = items.page(Query.where("colour", "red").size(1)).next().orElseThrow();
    for (Query query : List.of(Query.where("colour", "blue"), Query.all())) {
      assertThat(refused(DaoException.Invalid.class, () -> items.page(query.after(offset))).code())
          .isEqualTo(ErrorCode.INVALID_OFFSET);
    }
  }

  @Test
  @Rule("LOOKUP-16")
  protected final void offset_ofAnotherParent_isRefused() {
    Entity owner = owner();
    things().insert(Values.of("owner", owner.key()));
    things().insert(Values.of("owner", owner.key()));
    Offset offset = things().page(Query.where("owner", owner).size(1)).next().orElseThrow();
    refused(
        DaoException.Invalid.class, () -> things().page(Query.where("owner", SOME).after(offset)));
  }

  @Test
  @Rule("LOOKUP-17")
  @SuppressWarnings("NullAway") // what the compiler forbids is what is tried
  protected final void value_null_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Query.where("colour", (Object) null))
        .withMessage("value");
  }

  @Test
  @Rule("LOOKUP-18")
  protected final void endpointKey_thatIsNotUnique_findsAllThatHaveIt() {
    Dao<Entity> badges = elsewhere().dao(KitSchemas.BADGES);
    List<Key> made =
        List.of(
            badges.insert(Values.of("label", "l")).key(),
            badges.insert(Values.of("label", "l")).key());
    assertThat(walk(badges, Query.where("label", "l").size(1)))
        .containsExactlyInAnyOrderElementsOf(made);
    assertThat(badges.require(Key.by("label", "l")).key()).isIn(made);
  }

  @Test
  @Rule("LOOKUP-19")
  protected final void query_byAFieldNotDeclaredForIt_isRefusedWithTheWordsToAdd() {
    invalid(
        ErrorCode.INVALID_QUERY,
        "'tck_owners' cannot be queried by 'text': declare the field with index: true, or as unique, or as foreign",
        () -> owners().page(Query.where("text", "x")));
  }

  @Test
  @Rule("LOOKUP-20")
  protected final void query_byAFieldThatIsNot_isRefused() {
    invalid(
        ErrorCode.INVALID_QUERY,
        "'tck_owners' has no field 'nonsense'",
        () -> owners().count(Query.where("nonsense", "x")));
  }

  @Test
  @Rule("LOOKUP-21")
  protected final void query_forAValueThatTheFieldCannotHave_isRefused() {
    invalid(
        ErrorCode.INVALID_QUERY,
        "'tck_items' cannot be queried by 'level': expected an integer",
        () -> dao(KitSchemas.ITEMS).page(Query.where("level", "high")));
  }

  @Test
  @Rule("LOOKUP-22")
  protected final void query_forAReferenceThatIsNoKey_isAnInvalidPrimaryKey() {
    invalid(
        ErrorCode.INVALID_PRIMARY_KEY,
        "invalid primary key: '{id=\"expected a valid UUID\"}'",
        () -> things().page(Query.where("owner", Key.of("x"))));
  }

  @Test
  @Rule("LOOKUP-23")
  protected final void query_forAReferenceThatIsAPlainValue_isRefused() {
    invalid(
        ErrorCode.INVALID_QUERY,
        "'tck_things' cannot be queried by 'owner': expected a Key, a Ref or an Entity of 'tck_owners', not a Long",
        () -> things().page(Query.where("owner", 5L)));
  }
}
