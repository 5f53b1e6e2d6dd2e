/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Query;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Children made while their parents are deleted: no acknowledged reference leads nowhere. */
public abstract non-sealed class OrphanContract extends Contract {
  /** For authors to extend. */
  protected OrphanContract() {}

  private static void oneOf(List<Boolean> outcomes, String what) {
    assertThat(outcomes).as(what).containsOnlyOnce(true);
  }

  @Test
  @Rule("ORPHAN-01")
  protected final void childAndParentsDelete_underRestrict_oneWins() {
    Race.manyRounds(
        round -> {
          Key owner = owner().key();
          List<Boolean> outcomes =
              Race.run(
                  List.of(
                      Race.taken(
                          DaoException.Dangling.class,
                          () -> dao(KitSchemas.NOTES).insert(Values.of("about", owner))),
                      Race.taken(DaoException.Referenced.class, () -> owners().delete(owner))));
          oneOf(outcomes, "the insert of a child and the delete of its parent");
          assertThat(owners().select(owner).isPresent()).isEqualTo(outcomes.get(0));
        });
  }

  @Test
  @Rule("ORPHAN-02")
  protected final void childAndParentsDelete_underCascade_leaveNoOrphan() {
    Race.manyRounds(
        round -> {
          Key owner = owner().key();
          List<Boolean> outcomes =
              Race.run(
                  List.of(
                      Race.taken(
                          DaoException.Dangling.class,
                          () -> things().insert(Values.of("owner", owner))),
                      Race.taken(DaoException.Referenced.class, () -> owners().delete(owner))));
          assertThat(outcomes).contains(true);
          if (owners().select(owner).isEmpty()) {
            assertThat(walk(things(), Query.where("owner", owner))).as("orphans").isEmpty();
          }
        });
  }

  @Test
  @Rule("ORPHAN-03")
  protected final void childAndParentsDelete_underSetNull_leaveNoOrphan() {
    Race.rounds(
        round -> {
          Key owner = owner().key();
          List<Key> items = new CopyOnWriteArrayList<>();
          Race.run(
              List.of(
                  Race.taken(
                      DaoException.Dangling.class,
                      () ->
                          items.add(dao(KitSchemas.ITEMS).insert(Values.of("owner", owner)).key())),
                  Race.taken(DaoException.Referenced.class, () -> owners().delete(owner))));
          if (owners().select(owner).isEmpty()) {
            for (Key item : items) {
              assertThat(dao(KitSchemas.ITEMS).require(item).get("owner")).as("orphan").isNull();
            }
          }
        });
  }

  @Test
  @Rule("ORPHAN-04")
  protected final void grandchildAndTheDeleteOfAll_leaveNoOrphan() {
    Race.rounds(
        round -> {
          Key owner = owner().key();
          Key thing = things().insert(Values.of("owner", owner)).key();
          Race.run(
              List.of(
                  Race.taken(
                      DaoException.Dangling.class,
                      () -> dao(KitSchemas.LABELS).insert(Values.of("thing", thing))),
                  Race.taken(DaoException.Referenced.class, () -> owners().delete(owner))));
          if (things().select(thing).isEmpty()) {
            assertThat(walk(dao(KitSchemas.LABELS), Query.where("thing", thing)))
                .as("orphans")
                .isEmpty();
          }
        });
  }

  @Test
  @Rule("ORPHAN-05")
  protected final void childMovedToAParentBeingDeleted_leavesNoOrphan() {
    Race.rounds(
        round -> {
          Key owner = owner().key();
          Key note = dao(KitSchemas.NOTES).insert(Values.of("about", owner().key())).key();
          List<Boolean> outcomes =
              Race.run(
                  List.of(
                      Race.taken(
                          DaoException.Dangling.class,
                          () -> dao(KitSchemas.NOTES).update(note, Values.of("about", owner))),
                      Race.taken(DaoException.Referenced.class, () -> owners().delete(owner))));
          oneOf(outcomes, "the move of a child and the delete of its new parent");
        });
  }
}
