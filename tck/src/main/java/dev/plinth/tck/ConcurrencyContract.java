/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Writers at the same moment. Each rule is tried in rounds, few by default but for those of one
 * primary key and one unique value; {@code -Dplinth.tck.rounds=1000} looks harder.
 */
public abstract non-sealed class ConcurrencyContract extends Contract {
  /** For authors to extend. */
  protected ConcurrencyContract() {}

  private static void oneOf(List<Boolean> outcomes, String what) {
    assertThat(outcomes).as(what).containsOnlyOnce(true);
  }

  private static Callable<Boolean> insert(Dao<Entity> dao, Values values) {
    return Race.taken(DaoException.Duplicate.class, () -> dao.insert(values));
  }

  @Test
  @Rule("RACE-01")
  protected final void inserts_ofOnePrimaryKey_oneWins() {
    Race.manyRounds(
        round -> {
          Values id = Values.of("id", UUID.randomUUID());
          oneOf(
              Race.run(
                  List.of(
                      insert(owners(), id.and("name", unique("r"))),
                      insert(owners(), id.and("name", unique("r"))))),
              "two inserts of one primary key");
        });
  }

  @Test
  @Rule("RACE-02")
  protected final void inserts_ofOneUniqueReference_oneWins() {
    Race.rounds(
        round -> {
          Values badge = Values.of("owner", owner().key());
          oneOf(
              Race.run(2, insert(dao(KitSchemas.BADGES), badge)),
              "two inserts of one unique reference");
        });
  }

  @Test
  @Rule("RACE-03")
  protected final void inserts_ofOneCacheKey_oneWins() {
    Race.rounds(
        round -> {
          Values pair = Values.of("right", 1L).and("kind", unique("k"));
          oneOf(
              Race.run(
                  List.of(
                      insert(dao(KitSchemas.PAIRS), pair.and("left", unique("l"))),
                      insert(dao(KitSchemas.PAIRS), pair.and("left", unique("l"))))),
              "two inserts of one cache key");
        });
  }

  @Test
  @Rule("RACE-04")
  protected final void inserts_ofOneValueUniqueAcrossWorkspaces_oneWins() {
    Race.rounds(
        round -> {
          Values badge = Values.of("site", unique("s"));
          oneOf(
              Race.run(
                  List.of(
                      insert(dao(KitSchemas.BADGES), badge),
                      insert(elsewhere().dao(KitSchemas.BADGES), badge))),
              "two inserts of one value in two workspaces");
        });
  }

  @Test
  @Rule("RACE-05")
  protected final void inserts_ofAnExpiredValue_oneWins() {
    Race.rounds(
        round -> {
          if (round < 3) {
            Values thing = Values.of("code", backend().expired().thing().get("code"));
            oneOf(Race.run(2, insert(things(), thing)), "two inserts of one expired value");
          }
        });
  }

  @Test
  @Rule("RACE-06")
  protected final void updates_toOneUniqueValue_oneWins() {
    Race.manyRounds(
        round -> {
          Key one = owner().key();
          Key other = owner().key();
          Values name = Values.of("name", unique("r"));
          oneOf(
              Race.run(
                  List.of(
                      Race.taken(DaoException.Duplicate.class, () -> owners().update(one, name)),
                      Race.taken(
                          DaoException.Duplicate.class, () -> owners().update(other, name)))),
              "two updates to one unique value");
        });
  }

  @Test
  @Rule("RACE-07")
  protected final void insertAndUpdate_toOneUniqueValue_oneWins() {
    Race.rounds(
        round -> {
          Key key = owner().key();
          Values name = Values.of("name", unique("r"));
          oneOf(
              Race.run(
                  List.of(
                      insert(owners(), name),
                      Race.taken(DaoException.Duplicate.class, () -> owners().update(key, name)))),
              "an insert and an update to one unique value");
        });
  }

  @Test
  @Rule("RACE-08")
  protected final void updates_ofOneField_areBothMadeOneAfterTheOther() {
    Race.rounds(
        round -> {
          Key key = owner().key();
          List<Change> told = new CopyOnWriteArrayList<>();
          try (var subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add)) {
            assertThat(subscription).isNotNull();
            Race.run(
                List.of(
                    () -> owners().update(key, Values.of("text", "a")),
                    () -> owners().update(key, Values.of("text", "b"))));
          }
          assertThat(told)
              .extracting(change -> change.before().orElseThrow().get("text"))
              .as("what each of two updates replaced")
              .containsOnlyOnce((Object) null);
          assertThat(owners().require(key).get("text")).isIn("a", "b");
        });
  }

  @Test
  @Rule("RACE-09")
  protected final void updates_inOneRecord_areMerged() {
    Race.rounds(
        round -> {
          Key key =
              owners()
                  .insert(
                      Values.of("name", unique("r"))
                          .and("place", Values.of("street", "s").and("floor", 0L)))
                  .key();
          Race.run(
              List.of(
                  () -> owners().update(key, Values.of("place", Values.of("street", "t"))),
                  () -> owners().update(key, Values.of("place", Values.of("floor", 1L)))));
          assertThat(owners().require(key).toJson())
              .contains("\"place\":{\"street\":\"t\",\"floor\":1}");
        });
  }

  @Test
  @Rule("RACE-10")
  protected final void updateAndDelete_ofOneRow_itIsGone() {
    Race.rounds(
        round -> {
          Key key = owner().key();
          List<Boolean> outcomes =
              Race.run(
                  List.of(
                      Race.taken(
                          DaoException.NotFound.class,
                          () -> owners().update(key, Values.of("text", "x"))),
                      () -> owners().delete(key)));
          assertThat(outcomes.get(1)).as("the delete").isTrue();
          assertThat(owners().select(key)).as("the row after update and delete").isEmpty();
        });
  }

  @Test
  @Rule("RACE-11")
  protected final void deletes_ofOneRow_oneDeletesAndOneIsTold() {
    Race.rounds(
        round -> {
          Key key = owner().key();
          List<Change> told = new CopyOnWriteArrayList<>();
          try (var subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add)) {
            assertThat(subscription).isNotNull();
            oneOf(Race.run(3, () -> owners().delete(key)), "three deletes of one row");
          }
          assertThat(told).hasSize(1);
        });
  }

  @Test
  @Rule("RACE-12")
  protected final void upsertAndDelete_ofOneRow_endInOneOfTheTwo() {
    Race.rounds(
        round -> {
          Entity owner = owner();
          Values values = Values.of("name", owner.get("name")).and("text", "x");
          Race.run(
              List.<Callable<Object>>of(
                  () -> owners().upsert(owner.key(), values), () -> owners().delete(owner.key())));
          assertThat(owners().select(owner.key()).map(row -> row.get("text")).orElse("x"))
              .isEqualTo("x");
        });
  }

  @Test
  @Rule("RACE-13")
  protected final void upserts_ofOneUniqueReference_areOneEntity() {
    Race.rounds(
        round -> {
          Key owner = owner().key();
          assertThat(
                  new HashSet<>(
                      Race.run(
                          3,
                          () ->
                              dao(KitSchemas.BADGES)
                                  .upsert(Key.by("owner", owner), Values.none())
                                  .key())))
              .hasSize(1);
        });
  }

  @Test
  @Rule("RACE-14")
  protected final void bulkInserts_thatOverlap_makeEachValueOnce() {
    Race.rounds(
        round -> {
          Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
          List<Values> rows = new ArrayList<>();
          for (int i = 0; i < 10; i++) {
            rows.add(Values.of("name", "n" + i));
          }
          List<Boolean> outcomes =
              Race.run(2, Race.taken(DaoException.Duplicate.class, () -> owners.insertAll(rows)));
          assertThat(outcomes).as("two bulk inserts of the same values").contains(true);
          assertThat(owners.count(Query.all())).isEqualTo(10);
        });
  }

  @Test
  @Rule("RACE-15")
  protected final void renamesInACircle_endWithEachNameOnce() {
    Race.rounds(
        round -> {
          Entity one = owner();
          Entity other = owner();
          String free = unique("r");
          Race.run(
              List.of(
                  Race.taken(
                      DaoException.Duplicate.class,
                      () -> owners().update(one.key(), Values.of("name", free))),
                  Race.taken(
                      DaoException.Duplicate.class,
                      () -> owners().update(other.key(), Values.of("name", one.get("name"))))));
          assertThat(owners().require(one.key()).get("name"))
              .isEqualTo(free)
              .isNotEqualTo(owners().require(other.key()).get("name"));
        });
  }

  @Test
  @Rule("RACE-16")
  protected final void inserts_ofOneUniqueValue_oneWins() {
    Race.manyRounds(
        round -> {
          Values name = Values.of("name", unique("r"));
          oneOf(Race.run(2, insert(owners(), name)), "two inserts of one unique value");
          assertThat(owners().select(Key.by("name", name.get("name")))).isPresent();
        });
  }
}
