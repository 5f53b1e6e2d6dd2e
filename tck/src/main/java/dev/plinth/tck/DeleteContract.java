/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Change;
import dev.plinth.dao.Changes;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Deleting entities, and what becomes of those that refer to them. */
public abstract non-sealed class DeleteContract extends Contract {
  /** For authors to extend. */
  protected DeleteContract() {}

  @Test
  @Rule("DELETE-01")
  protected final void delete_there_isGoneAndItsValuesAreFree() {
    Entity owner = owners().insert(Values.of("name", unique("d")));
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(owners().select(owner.key())).isEmpty();
    assertThat(owners().select(Key.by("name", owner.get("name")))).isEmpty();
    assertThat(owners().insert(Values.of("id", owner.id()).and("name", owner.get("name"))).id())
        .isEqualTo(owner.id());
    assertThat(owners().delete(Key.by("name", owner.get("name")))).isTrue();
  }

  @Test
  @Rule("DELETE-02")
  protected final void delete_nothingThere_succeeds() {
    assertThat(owners().delete(UUID.randomUUID())).isFalse();
    assertThat(owners().delete(Key.by("name", unique("d")))).isFalse();
  }

  @Test
  @Rule("DELETE-03")
  protected final void delete_restricted_isRefusedByNameAndChangesNothing() {
    Entity owner = owners().insert(Values.of("name", unique("d")));
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Entity label = dao(KitSchemas.LABELS).insert(Values.of("on", owner.key()));
    dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
    assertThatThrownBy(() -> owners().delete(owner.key()))
        .isInstanceOfSatisfying(
            DaoException.Referenced.class, e -> assertThat(e.by()).isEqualTo(KitSchemas.NOTES));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
    assertThat(things().require(thing.key())).isEqualTo(thing);
    assertThat(dao(KitSchemas.LABELS).require(label.key())).isEqualTo(label);
  }

  @Test
  @Rule("DELETE-04")
  protected final void delete_cascade_takesChildrenAndTheirChildren() {
    Entity owner = owners().insert(Values.of("name", unique("d")));
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Entity label = dao(KitSchemas.LABELS).insert(Values.of("thing", thing.key()));
    List<String> told = new CopyOnWriteArrayList<>();
    List<Changes.Subscription> subscriptions = new ArrayList<>();
    for (String schema : List.of(KitSchemas.THINGS, KitSchemas.LABELS, KitSchemas.OWNERS)) {
      subscriptions.add(db().changes().subscribe(schema, change -> note(told, change)));
    }
    assertThat(owners().delete(owner.key())).isTrue();
    subscriptions.forEach(Changes.Subscription::close);
    assertThat(things().select(thing.key())).isEmpty();
    assertThat(dao(KitSchemas.LABELS).select(label.key())).isEmpty();
    assertThat(told)
        .as("children are told of before their parents")
        .containsSubsequence(
            "DELETED " + label.key(), "DELETED " + thing.key(), "DELETED " + owner.key());
  }

  private static void note(List<String> told, Change change) {
    told.add(change.kind() + " " + change.key());
  }

  @Test
  @Rule("DELETE-05")
  protected final void delete_setNull_emptiesTheReference() {
    Entity owner = owners().insert(Values.of("name", unique("d")));
    Entity label = dao(KitSchemas.LABELS).insert(Values.of("on", owner.key()));
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(dao(KitSchemas.LABELS).require(label.key()).get("on")).isNull();
  }

  @Test
  @Rule("DELETE-06")
  protected final void delete_staleEtag_changesNothing() {
    Entity seen = owners().insert(Values.of("name", unique("d")));
    owners().update(seen.key(), Values.of("text", "newer"));
    assertThatThrownBy(() -> owners().delete(seen.key(), WriteOptions.ifMatch(seen.etag())))
        .isInstanceOf(DaoException.Changed.class);
    assertThat(owners().select(seen.key())).isPresent();
  }

  @Test
  @Rule("DELETE-07")
  protected final void delete_againstInsertOfAChild_neverDangles() {
    for (int round = 0; round < 10; round++) {
      Entity owner = owners().insert(Values.of("name", unique("race")));
      Callable<Boolean> child =
          () -> {
            try {
              dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
              return true;
            } catch (DaoException.Dangling e) {
              return false;
            }
          };
      Callable<Boolean> parent =
          () -> {
            try {
              return owners().delete(owner.key());
            } catch (DaoException.Referenced e) {
              return false;
            }
          };
      List<Boolean> outcomes = Race.run(List.of(child, parent));
      assertThat(outcomes.get(0) && outcomes.get(1))
          .as("a child was acknowledged and its parent deleted")
          .isFalse();
      assertThat(owners().select(owner.key()).isPresent())
          .isEqualTo(outcomes.get(0) || !outcomes.get(1));
    }
  }

  @Test
  @Rule("DELETE-08")
  protected final void store_rowThatOthersReferTo_isNotRemoved() {
    Entity owner = owners().insert(Values.of("name", unique("d")));
    dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
    Table table = table(KitSchemas.OWNERS);
    Entity row = stored(owner.key());
    assertThatThrownBy(
            () -> strategy().store(table).delete(new Delete(table, row)),
            "the store itself keeps references, whatever the engine has looked at")
        .isInstanceOf(DaoException.Referenced.class);
    assertThat(owners().select(owner.key())).isPresent();
  }

  @Test
  @Rule("DELETE-09")
  protected final void store_rowThatChangedMeanwhile_isNotRemoved() {
    Key key = owners().insert(Values.of("name", unique("d"))).key();
    Entity stale = stored(key);
    Entity now = owners().update(key, Values.of("text", "newer"));
    Table table = table(KitSchemas.OWNERS);
    assertThatThrownBy(
            () -> strategy().store(table).delete(new Delete(table, stale)),
            "the store itself compares versions")
        .isInstanceOf(DaoException.Changed.class);
    assertThat(owners().require(key)).isEqualTo(now);
  }

  @Test
  @Rule("DELETE-10")
  protected final void delete_ofNothingUnderIfMatch_isRefused() {
    refused(
        DaoException.Changed.class,
        () -> owners().delete(Key.of(java.util.UUID.randomUUID()), WriteOptions.ifMatch("any")));
  }

  @Test
  @Rule("DELETE-11")
  protected final void delete_underIfMatch_deletesWhatWasSeen() {
    Entity owner = owner();
    assertThat(owners().delete(owner.key(), WriteOptions.ifMatch(owner.etag()))).isTrue();
    assertThat(owners().select(owner.key())).isEmpty();
  }

  @Test
  @Rule("DELETE-12")
  protected final void delete_again_findsNothing() {
    Entity owner = owner();
    assertThat(owners().delete(owner.key())).isTrue();
    assertThat(owners().delete(owner.key())).isFalse();
  }

  @Test
  @Rule("DELETE-13")
  protected final void delete_byCompositeKeys_deletesTheEntity() {
    var pairs = dao(KitSchemas.PAIRS);
    String kind = unique("d");
    Values pair = Values.of("left", kind).and("right", 1L).and("kind", kind);
    pairs.insert(pair);
    assertThat(pairs.delete(Key.of(kind, 1L))).isTrue();
    pairs.insert(pair);
    assertThat(pairs.delete(Key.by(Values.of("kind", kind).and("owner", null)))).isTrue();
    assertThat(pairs.select(Key.of(kind, 1L))).isEmpty();
  }

  @Test
  @Rule("DELETE-14")
  protected final void delete_byAnEndpointKeyThatIsNotUnique_deletesOne() {
    var badges = elsewhere().dao(KitSchemas.BADGES);
    badges.insert(Values.of("label", "l"));
    badges.insert(Values.of("label", "l"));
    assertThat(badges.delete(Key.by("label", "l"))).isTrue();
    assertThat(badges.count(dev.plinth.dao.Query.all())).isEqualTo(1);
  }

  @Test
  @Rule("DELETE-15")
  protected final void delete_ofOne_leavesTheOthers() {
    Entity owner = owner();
    Entity other = owner();
    owners().delete(owner.key());
    assertThat(owners().select(other.key())).contains(other);
  }
}
