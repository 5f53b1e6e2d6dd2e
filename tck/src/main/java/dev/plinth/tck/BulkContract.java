/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many entities in one call. */
public abstract non-sealed class BulkContract extends Contract {
  private static final int MANY = 1_001;

  /** For authors to extend. */
  protected BulkContract() {}

  private static List<Values> rows(int count) {
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Values.of("name", unique("b")).and("count", (long) i));
    }
    return rows;
  }

  @Test
  @Rule("BULK-01")
  protected final void selectAll_ofNoKeys_isEmpty() {
    assertThat(owners().selectAll(List.of())).isEmpty();
  }

  @Test
  @Rule("BULK-02")
  protected final void selectAll_ofOneKeyTwice_findsItOnce() {
    Entity owner = owner();
    assertThat(owners().selectAll(List.of(owner.key(), owner.key()))).hasSize(1);
  }

  @Test
  @Rule("BULK-03")
  protected final void selectAll_ofKeysOfEachKind_findsAllByTheKeysGiven() {
    Entity one = owner();
    Entity other = owner();
    Entity third = owner();
    List<Key> keys =
        List.of(
            Key.by("name", one.get("name")),
            other.key(),
            Key.of(third.id().toString()),
            Key.by("id", one.id()));
    assertThat(owners().selectAll(keys))
        .containsOnlyKeys(keys)
        .containsEntry(keys.get(0), one)
        .containsEntry(keys.get(1), other)
        .containsEntry(keys.get(2), third)
        .containsEntry(keys.get(3), one);
  }

  @Test
  @Rule("BULK-04")
  protected final void selectAll_comesInTheOrderOfTheKeys() {
    List<Key> keys = new ArrayList<>();
    for (Entity owner : owners().insertAll(rows(6))) {
      keys.add(keys.size() % 2 == 0 ? owner.key() : Key.by("name", owner.get("name")));
    }
    Collections.reverse(keys);
    assertThat(owners().selectAll(keys).keySet()).containsExactlyElementsOf(keys);
  }

  @Test
  @Rule("BULK-05")
  protected final void selectAll_ofCompositeKeys_findsThem() {
    String left = unique("l");
    Dao<Entity> pairs = dao(KitSchemas.PAIRS);
    Entity one = pairs.insert(Values.of("left", left).and("right", 1L).and("kind", left));
    Entity other = pairs.insert(Values.of("left", left).and("right", 2L));
    Key cacheKey = Key.by(Values.of("kind", left).and("owner", null));
    assertThat(pairs.selectAll(List.of(other.key(), Key.of(left, 3L), cacheKey)))
        .hasSize(2)
        .containsEntry(other.key(), other)
        .containsEntry(cacheKey, one);
  }

  @Test
  @Rule("BULK-06")
  protected final void selectAll_ofAnEndpointKeyThatIsNotUnique_findsOne() {
    String label = unique("l");
    Entity badge = dao(KitSchemas.BADGES).insert(Values.of("label", label));
    Key key = Key.by("label", label);
    assertThat(dao(KitSchemas.BADGES).selectAll(List.of(key))).containsEntry(key, badge);
  }

  @Test
  @Rule("BULK-07")
  protected final void selectAll_withAWrongKey_isRefused() {
    Entity owner = owner();
    refused(
        DaoException.Invalid.class,
        () -> owners().selectAll(List.of(owner.key(), Key.of("not a uuid"))));
  }

  @Test
  @Rule("BULK-08")
  protected final void insertAll_ofNothing_isEmpty() {
    assertThat(owners().insertAll(List.of())).isEmpty();
  }

  @Test
  @Rule("BULK-09")
  protected final void insertAll_returnsWhatSelectReturns() {
    List<Entity> made = owners().insertAll(rows(3));
    for (Entity owner : made) {
      assertThat(owners().require(owner.key())).isEqualTo(owner);
    }
  }

  @Test
  @Rule("BULK-10")
  protected final void insertAll_moreThanABatch_areAllThereAndFound() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    List<Entity> made = owners.insertAll(rows(MANY));
    assertThat(made)
        .extracting(owner -> owner.get("count"))
        .containsExactlyElementsOf(java.util.stream.LongStream.range(0, MANY).boxed().toList());
    assertThat(owners.count(Query.all())).isEqualTo(MANY);
    assertThat(owners.selectAll(keys(made))).hasSize(MANY);
  }

  @Test
  @Rule("BULK-11")
  protected final void insertAll_withAViolation_writesNothing() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    List<Values> rows = rows(3);
    rows.set(2, Values.of("count", "x"));
    refused(DaoException.SchemaViolation.class, () -> owners.insertAll(rows));
    assertThat(owners.count(Query.all())).isZero();
  }

  @Test
  @Rule("BULK-12")
  protected final void insertAll_withOneUniqueValueTwice_isRefusedWithIt() {
    List<Values> rows = rows(2);
    rows.add(rows.get(0));
    assertThat(refused(DaoException.Duplicate.class, () -> owners().insertAll(rows)).fields())
        .isEqualTo(java.util.Map.of("name", String.valueOf(rows.get(0).get("name"))));
  }

  @Test
  @Rule("BULK-13")
  @Requires(Capability.TRANSACTIONS)
  protected final void insertAll_withATakenValue_writesNothing() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    Entity owner = owners.insert(Values.of("name", "taken"));
    List<Values> rows = rows(5);
    rows.set(3, Values.of("name", "taken"));
    refused(DaoException.Duplicate.class, () -> owners.insertAll(rows));
    assertThat(owners.page(Query.all()).items()).containsExactly(owner);
  }

  @Test
  @Rule("BULK-14")
  @Requires(value = Capability.TRANSACTIONS, absent = true)
  protected final void insertAll_withATakenValue_writesThoseBeforeItAlone() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    owners.insert(Values.of("name", "taken"));
    List<Values> rows = rows(5);
    rows.set(3, Values.of("name", "taken"));
    refused(DaoException.Duplicate.class, () -> owners.insertAll(rows));
    assertThat(owners.count(Query.all())).isEqualTo(4);
  }

  @Test
  @Rule("BULK-15")
  protected final void insertAll_withAReferenceToNothing_isRefusedWithIt() {
    UUID nobody = UUID.randomUUID();
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        things()
                            .insertAll(List.of(Values.none(), Values.of("owner", Key.of(nobody)))))
                .fields())
        .isEqualTo(java.util.Map.of("owner", java.util.Map.of("id", nobody.toString())));
  }

  @Test
  @Rule("BULK-16")
  protected final void insertAll_givesEachItsOwnAutomaticValues() {
    List<Entity> made = things().insertAll(List.of(Values.none(), Values.none()));
    assertThat(made.get(0).key()).isNotEqualTo(made.get(1).key());
    assertThat(made.get(0).get("code")).isNotEqualTo(made.get(1).get("code"));
  }

  @Test
  @Rule("BULK-17")
  protected final void count_ofAQuery_isExactWhateverItsSize() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    owners.insertAll(rows(7));
    assertThat(owners.count(Query.all().size(2))).isEqualTo(7);
    assertThat(owners.count(Query.all())).isEqualTo(7);
    assertThat(owners.count(Query.where("name", "nobody"))).isZero();
  }

  @Test
  @Rule("BULK-18")
  protected final void count_afterAnOffset_isOfTheWholeQuery() {
    Dao<Entity> owners = elsewhere().dao(KitSchemas.OWNERS);
    owners.insertAll(rows(5));
    Query first = Query.all().size(2);
    Query second = first.after(owners.page(first).next().orElseThrow());
    assertThat(owners.count(second)).isEqualTo(5);
  }
}
