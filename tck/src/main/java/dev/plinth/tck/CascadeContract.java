/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of those that refer to what is deleted: restrict, cascade, set null. */
public abstract non-sealed class CascadeContract extends Contract {
  private static final int CHILDREN = 501;

  /** For authors to extend. */
  protected CascadeContract() {}

  private Dao<Entity> items() {
    return dao(KitSchemas.ITEMS);
  }

  private Dao<Entity> labels() {
    return dao(KitSchemas.LABELS);
  }

  private Dao<Entity> seals() {
    return dao(KitSchemas.SEALS);
  }

  @Test
  @Rule("CASCADE-01")
  protected final void child_deleted_leavesItsParent() {
    Entity owner = owner();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    assertThat(things().delete(thing)).isTrue();
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("CASCADE-02")
  protected final void restrict_isWhatHoldsWhenNothingIsSaid() {
    Entity pair =
        dao(KitSchemas.PAIRS)
            .insert(Values.of("left", unique("l")).and("right", 1L).and("owner", owner().key()));
    Key owner = (Key) pair.get("owner");
    assertThat(
            refused(
                    DaoException.Referenced.class,
                    () -> owners().delete(java.util.Objects.requireNonNull(owner)))
                .by())
        .isEqualTo(KitSchemas.PAIRS);
  }

  @Test
  @Rule("CASCADE-03")
  protected final void restrict_endsWithTheChild() {
    Entity owner = owner();
    Key note = dao(KitSchemas.NOTES).insert(Values.of("about", owner.key())).key();
    assertThatThrownBy(() -> owners().delete(owner.key()))
        .isInstanceOf(DaoException.Referenced.class);
    dao(KitSchemas.NOTES).delete(note);
    assertThat(owners().delete(owner.key())).isTrue();
  }

  @Test
  @Rule("CASCADE-04")
  protected final void restrict_endsWhenTheChildRefersElsewhere() {
    Entity owner = owner();
    Key note = dao(KitSchemas.NOTES).insert(Values.of("about", owner.key())).key();
    dao(KitSchemas.NOTES).update(note, Values.of("about", owner().key()));
    assertThat(owners().delete(owner.key())).isTrue();
  }

  @Test
  @Rule("CASCADE-05")
  protected final void restrict_halfwayDownACascade_forbidsAllOfIt() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Entity other = things().insert(Values.of("owner", owner.key()));
    Entity seal = seals().insert(Values.of("thing", thing.key()));
    DaoException.Referenced refusal =
        refused(DaoException.Referenced.class, () -> owners().delete(owner.key()));
    assertThat(refusal.message())
        .isEqualTo("an existing 'tck_seals' entity references this 'tck_things' entity");
    assertThat(owners().select(owner.key())).contains(owner);
    assertThat(things().select(thing.key())).contains(thing);
    assertThat(things().select(other.key())).contains(other);
    assertThat(seals().select(seal.key())).contains(seal);
  }

  @Test
  @Rule("CASCADE-06")
  protected final void restrict_ofARowThatGoesWithTheCascade_forbidsNothing() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Entity seal = seals().insert(Values.of("thing", thing.key()).and("owner", owner.key()));
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(things().select(thing.key())).isEmpty();
    assertThat(seals().select(seal.key())).isEmpty();
  }

  @Test
  @Rule("CASCADE-07")
  protected final void cascade_overThreeLevels_takesAllOfIt() {
    Entity owner = owner();
    List<Key> labels = new ArrayList<>();
    List<Key> things = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Key thing = things().insert(Values.of("owner", owner.key())).key();
      things.add(thing);
      for (int k = 0; k < 3; k++) {
        labels.add(labels().insert(Values.of("thing", thing)).key());
      }
    }
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(things().selectAll(things)).isEmpty();
    assertThat(labels().selectAll(labels)).isEmpty();
  }

  @Test
  @Rule("CASCADE-08")
  protected final void cascade_ofMoreChildrenThanAPage_takesAllOfThem() {
    Entity owner = owner();
    List<Values> children =
        Stream.generate(() -> Values.of("owner", owner.key())).limit(CHILDREN).toList();
    things().insertAll(children);
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(things().count(Query.where("owner", owner.key()))).isZero();
  }

  @Test
  @Rule("CASCADE-09")
  protected final void cascade_leavesTheChildrenOfOthers() {
    Entity owner = owner();
    things().insert(Values.of("owner", owner.key()));
    Entity thing = things().insert(Values.of("owner", owner().key()));
    owners().delete(owner.key());
    assertThat(things().select(thing.key())).contains(thing);
  }

  @Test
  @Rule("CASCADE-10")
  protected final void cascade_throughACompositeKey_takesTheChildren() {
    Entity pair =
        dao(KitSchemas.PAIRS)
            .insert(Values.of("left", unique("l")).and("right", 1L).and("kind", unique("k")));
    Key part = dao(KitSchemas.PARTS).insert(Values.of("pair", pair.key())).key();
    assertThat(dao(KitSchemas.PAIRS).delete(pair.key())).isTrue();
    assertThat(dao(KitSchemas.PARTS).select(part)).isEmpty();
  }

  @Test
  @Rule("CASCADE-11")
  protected final void cascade_throughAPrimaryKeyWithAReference_takesTheChildren() {
    Entity owner = owner();
    Entity member =
        dao(KitSchemas.MEMBERS).insert(Values.of("owner", owner.key()).and("role", "r"));
    Key duty = dao(KitSchemas.DUTIES).insert(Values.of("member", member.key())).key();
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(dao(KitSchemas.MEMBERS).select(member.key())).isEmpty();
    assertThat(dao(KitSchemas.DUTIES).select(duty)).isEmpty();
  }

  @Test
  @Rule("CASCADE-12")
  protected final void cascadeAndSetNull_ofOneRow_deletesIt() {
    Entity owner = owner();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    Key label = labels().insert(Values.of("on", owner.key()).and("thing", thing)).key();
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(labels().select(label)).isEmpty();
  }

  @Test
  @Rule("CASCADE-13")
  protected final void setNull_ofTwoReferencesOfOneRow_emptiesBoth() {
    Entity owner = owner();
    Key item = items().insert(Values.of("owner", owner.key()).and("deputy", owner.key())).key();
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(items().require(item).get("owner")).isNull();
    assertThat(items().require(item).get("deputy")).isNull();
  }

  @Test
  @Rule("CASCADE-14")
  protected final void setNull_leavesTheOtherReference() {
    Entity owner = owner();
    Entity deputy = owner();
    Key item = items().insert(Values.of("owner", owner.key()).and("deputy", deputy.key())).key();
    owners().delete(owner.key());
    assertThat(items().require(item).get("deputy")).isEqualTo(deputy.key());
  }

  @Test
  @Rule("CASCADE-15")
  protected final void setNull_isToldAsAChangeOfTheChild() {
    Entity owner = owner();
    Entity item = items().insert(Values.of("owner", owner.key()).and("text", "t"));
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.ITEMS, told::add)) {
      assertThat(subscription).isNotNull();
      owners().delete(owner.key());
    }
    assertThat(told).hasSize(1);
    assertThat(told.get(0).kind()).isEqualTo(Change.Kind.UPDATED);
    assertThat(told.get(0).before()).contains(item);
    assertThat(told.get(0).after()).contains(items().require(item.key()));
  }

  @Test
  @Rule("CASCADE-16")
  protected final void setNull_ofMoreChildrenThanAPage_emptiesAllOfThem() {
    Entity owner = owner();
    List<Values> children =
        Stream.generate(() -> Values.of("owner", owner.key())).limit(CHILDREN).toList();
    List<Key> made = keys(items().insertAll(children));
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(items().selectAll(made).values())
        .hasSize(CHILDREN)
        .allMatch(item -> item.get("owner") == null);
  }

  @Test
  @Rule("CASCADE-17")
  protected final void parent_madeAgain_hasNoChildren() {
    Entity owner = owner();
    things().insert(Values.of("owner", owner.key()));
    owners().delete(owner.key());
    owners().insert(Values.of("id", owner.id()).and("name", owner.get("name")));
    assertThat(walk(things(), Query.where("owner", owner))).isEmpty();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    assertThat(walk(things(), Query.where("owner", owner))).containsExactly(thing);
  }

  @Test
  @Rule("CASCADE-18")
  protected final void delete_byAUniqueValue_takesTheChildrenToo() {
    Entity owner = owner();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    assertThat(owners().delete(Key.by("name", owner.get("name")))).isTrue();
    assertThat(things().select(thing)).isEmpty();
  }
}
