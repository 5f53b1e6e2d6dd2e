/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Query;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Time to live: how it is set and shown. */
public abstract non-sealed class TtlContract extends Contract {
  private static final Duration LONG = Duration.ofSeconds(1_000);
  private static final Duration SHORT = Duration.ofSeconds(100);

  /** For authors to extend. */
  protected TtlContract() {}

  private static void lives(Entity thing, Duration most) {
    assertThat(thing.ttl().orElseThrow()).isBetween(most.minusSeconds(60), most);
  }

  @Test
  @Rule("TTL-01")
  protected final void ttl_ofARowThatLives_isOneSecondAtLeast() {
    Entity thing = things().insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(1)));
    assertThat(thing.ttl()).contains(Duration.ofSeconds(1));
  }

  @Test
  @Rule("TTL-02")
  protected final void ttl_isShownByEveryWrite() {
    Key key = things().insert(Values.none()).key();
    lives(things().update(key, Values.of("code", unique("t")), WriteOptions.ttl(SHORT)), SHORT);
    lives(things().upsert(key, Values.none(), WriteOptions.ttl(LONG)), LONG);
    lives(things().insertAll(List.of(Values.none()), WriteOptions.ttl(SHORT)).get(0), SHORT);
  }

  @Test
  @Rule("TTL-03")
  protected final void ttl_isShownByEveryRead() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()), WriteOptions.ttl(SHORT));
    lives(things().require(thing.key()), SHORT);
    lives(things().require(Key.by("code", thing.get("code"))), SHORT);
    lives(Objects.requireNonNull(things().selectAll(List.of(thing.key())).get(thing.key())), SHORT);
    lives(things().page(Query.where("owner", owner)).items().get(0), SHORT);
  }

  @Test
  @Rule("TTL-04")
  protected final void ttl_zero_isForEver() {
    assertThat(things().insert(Values.none(), WriteOptions.ttl(Duration.ZERO)).ttl()).isEmpty();
  }

  @Test
  @Rule("TTL-05")
  protected final void ttl_notGiven_isForEver() {
    Key key = things().insert(Values.none()).key();
    assertThat(things().require(key).ttl()).isEmpty();
  }

  @Test
  @Rule("TTL-06")
  protected final void ttl_theLongest_isTaken() {
    Duration most = Duration.ofSeconds(100_000_000);
    lives(things().insert(Values.none(), WriteOptions.ttl(most)), most);
  }

  @Test
  @Rule("TTL-07")
  protected final void update_withAnother_startsItAnew() {
    Key key = things().insert(Values.none(), WriteOptions.ttl(SHORT)).key();
    lives(things().update(key, Values.none(), WriteOptions.ttl(LONG)), LONG);
    lives(things().require(key), LONG);
  }

  @Test
  @Rule("TTL-08")
  protected final void update_withZero_endsIt() {
    Key key = things().insert(Values.none(), WriteOptions.ttl(SHORT)).key();
    assertThat(things().update(key, Values.none(), WriteOptions.ttl(Duration.ZERO)).ttl())
        .isEmpty();
    assertThat(things().require(key).ttl()).isEmpty();
  }

  @Test
  @Rule("TTL-09")
  protected final void update_withoutOne_keepsWhatIsLeft() {
    Key key = things().insert(Values.none(), WriteOptions.ttl(SHORT)).key();
    things().update(key, Values.of("code", unique("t")));
    lives(things().require(key), SHORT);
  }

  @Test
  @Rule("TTL-10")
  protected final void upsertByAUniqueValue_withoutOne_endsIt() {
    Entity thing = things().insert(Values.none(), WriteOptions.ttl(SHORT));
    assertThat(things().upsert(Key.by("code", thing.get("code")), Values.none()).ttl()).isEmpty();
  }

  @Test
  @Rule("TTL-11")
  protected final void expired_byEachKey_isNotThere() {
    Entity thing = backend().expired().thing();
    assertThat(things().select(thing.key())).isEmpty();
    assertThat(things().select(Key.by("code", thing.get("code")))).isEmpty();
    Entity ticket = backend().expired().ticket();
    assertThat(dao(KitSchemas.TICKETS).select(Key.by("holder", ticket.get("holder")))).isEmpty();
    assertThat(
            dao(KitSchemas.TICKETS)
                .select(
                    Key.by(Values.of("kind", ticket.get("kind")).and("seat", ticket.get("seat")))))
        .isEmpty();
  }

  @Test
  @Rule("TTL-12")
  protected final void expired_amongOthers_isNotThere() {
    Entity thing = backend().expired().thing();
    Key owner = (Key) Objects.requireNonNull(thing.get("owner"));
    assertThat(things().selectAll(List.of(thing.key()))).isEmpty();
    assertThat(things().page(Query.where("owner", owner)).items()).isEmpty();
    assertThat(things().count(Query.where("owner", owner))).isZero();
    assertThat(walk(things(), Query.all())).doesNotContain(thing.key());
  }

  @Test
  @Rule("TTL-13")
  protected final void expired_updated_isNotFound() {
    Entity thing = backend().expired().thing();
    refused(
        DaoException.NotFound.class,
        () -> things().update(thing.key(), Values.of("code", unique("t"))));
  }

  @Test
  @Rule("TTL-14")
  protected final void expired_deleted_wasNotThere() {
    assertThat(things().delete(backend().expired().thing().key())).isFalse();
  }

  @Test
  @Rule("TTL-15")
  protected final void expired_upserted_isMadeAnew() {
    Entity thing = backend().expired().thing();
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.THINGS, told::add)) {
      assertThat(subscription).isNotNull();
      things().upsert(thing.key(), Values.of("code", thing.get("code")));
    }
    assertThat(told).extracting(Change::kind).containsExactly(Change.Kind.CREATED);
    assertThat(told.get(0).before()).isEqualTo(Optional.empty());
    assertThat(things().require(thing.key()).get("owner")).isNull();
  }

  @Test
  @Rule("TTL-16")
  protected final void expired_primaryKey_isFree() {
    Entity thing = backend().expired().thing();
    assertThat(things().insert(Values.of("id", thing.id())).key()).isEqualTo(thing.key());
  }

  @Test
  @Rule("TTL-17")
  protected final void expired_uniqueValue_isFreeForInserts() {
    Entity thing = backend().expired().thing();
    Entity other = things().insert(Values.of("code", thing.get("code")));
    assertThat(things().require(Key.by("code", thing.get("code"))).key()).isEqualTo(other.key());
  }

  @Test
  @Rule("TTL-18")
  protected final void expired_uniqueValue_isFreeForUpdatesAndUpserts() {
    Entity one = backend().expired().thing();
    Key key = things().insert(Values.none()).key();
    assertThat(things().update(key, Values.of("code", one.get("code"))).get("code"))
        .isEqualTo(one.get("code"));
    Entity other = backend().expired().thing();
    assertThat(things().upsert(key, Values.of("code", other.get("code"))).get("code"))
        .isEqualTo(other.get("code"));
    Entity third = backend().expired().thing();
    assertThat(things().upsert(Key.by("code", third.get("code")), Values.none()).key())
        .isNotEqualTo(third.key());
  }

  @Test
  @Rule("TTL-19")
  protected final void expired_cacheKeyAndUniqueReference_areFree() {
    Entity ticket = backend().expired().ticket();
    Entity made =
        dao(KitSchemas.TICKETS)
            .insert(
                Values.of("kind", ticket.get("kind"))
                    .and("seat", ticket.get("seat"))
                    .and("holder", ticket.get("holder")));
    assertThat(dao(KitSchemas.TICKETS).select(Key.by("holder", ticket.get("holder"))))
        .contains(made);
  }

  @Test
  @Rule("TTL-20")
  protected final void expired_rowsOfTwo_areFreeForOne() {
    Entity one = backend().expired().ticket();
    Entity other = backend().expired().ticket();
    assertThat(
            dao(KitSchemas.TICKETS)
                .insert(
                    Values.of("id", one.id())
                        .and("kind", other.get("kind"))
                        .and("seat", other.get("seat"))
                        .and("holder", one.get("holder")))
                .key())
        .isEqualTo(one.key());
  }

  @Test
  @Rule("TTL-21")
  protected final void expired_values_areFreeInBulk() {
    List<Entity> expired =
        List.of(
            backend().expired().thing(), backend().expired().thing(), backend().expired().thing());
    List<Values> again =
        expired.stream().map(thing -> Values.of("code", thing.get("code"))).toList();
    assertThat(things().insertAll(again)).hasSize(3);
  }

  @Test
  @Rule("TTL-22")
  protected final void expired_row_cannotBeReferredTo() {
    Entity thing = backend().expired().thing();
    Dao<Entity> labels = dao(KitSchemas.LABELS);
    refused(DaoException.Dangling.class, () -> labels.insert(Values.of("thing", thing.key())));
    Key label = labels.insert(Values.none()).key();
    refused(
        DaoException.Dangling.class, () -> labels.update(label, Values.of("thing", thing.key())));
    refused(
        DaoException.Dangling.class,
        () -> labels.upsert(label, Values.of("thing", Key.by("code", thing.get("code")))));
  }

  @Test
  @Rule("TTL-23")
  protected final void expired_child_forbidsNoDelete() {
    Entity ticket = backend().expired().ticket();
    Key holder = (Key) Objects.requireNonNull(ticket.get("holder"));
    assertThat(owners().delete(holder)).isTrue();
  }

  @Test
  @Rule("TTL-24")
  protected final void expired_child_isNotToldOfInACascade() {
    Entity thing = backend().expired().thing();
    Key owner = (Key) Objects.requireNonNull(thing.get("owner"));
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.THINGS, told::add)) {
      assertThat(subscription).isNotNull();
      assertThat(owners().delete(owner)).isTrue();
    }
    assertThat(told).isEmpty();
  }

  @Test
  @Rule("TTL-25")
  protected final void expiredParent_valueTaken_takesTheChildrenAsADeleteWould() {
    Entity thing = backend().expired().parent();
    Key label = backend().expired().childOf(thing);
    Entity other = things().insert(Values.of("code", thing.get("code")));
    assertThat(other.get("code")).isEqualTo(thing.get("code"));
    assertThat(dao(KitSchemas.LABELS).select(label)).isEmpty();
  }

  @Test
  @Rule("TTL-26")
  protected final void expiredParent_ofOnesGrandparent_isNoHindranceToDeletingIt() {
    Entity thing = backend().expired().parent();
    Key label = backend().expired().childOf(thing);
    assertThat(owners().delete((Key) Objects.requireNonNull(thing.get("owner")))).isTrue();
    assertThat(dao(KitSchemas.LABELS).select(label)).isEmpty();
  }

  @Test
  @Rule("TTL-27")
  protected final void expiredParent_madeAgain_hasNoChildren() {
    Entity thing = backend().expired().parent();
    Key label = backend().expired().childOf(thing);
    things().upsert(thing.key(), Values.none());
    assertThat(walk(dao(KitSchemas.LABELS), Query.where("thing", thing))).isEmpty();
    assertThat(dao(KitSchemas.LABELS).select(label)).isEmpty();
  }

  @Test
  @Rule("TTL-28")
  protected final void ttl_isNoPartOfTheEtag() {
    Entity thing = things().insert(Values.none(), WriteOptions.ttl(SHORT));
    Entity longer = things().update(thing.key(), Values.none(), WriteOptions.ttl(LONG));
    assertThat(longer.etag()).isEqualTo(thing.etag());
  }

  @Test
  @Rule("TTL-29")
  protected final void ttl_isWrittenWithTheFields() {
    Entity thing = things().insert(Values.of("id", UUID.randomUUID()), WriteOptions.ttl(SHORT));
    assertThat(thing.toJson()).contains("\"ttl\":");
  }

  @Test
  @Rule("TTL-30")
  protected final void childOfAnExpiredParent_canStillBeChanged() {
    Entity thing = backend().expired().parent();
    Key label = backend().expired().childOf(thing);
    Entity owner = owner();
    Entity changed = dao(KitSchemas.LABELS).update(label, Values.of("on", owner.key()));
    assertThat(changed.get("on")).isEqualTo(owner.key());
    assertThat(changed.get("thing")).isEqualTo(thing.key());
  }

  @Test
  @Rule("TTL-31")
  protected final void insertThatIsRefused_leavesWhatRefersToTheExpired() {
    Entity expired = backend().expired().parent();
    Key label = backend().expired().childOf(expired);
    Key taken = things().insert(Values.none()).key();
    DaoException refusal =
        refused(
            DaoException.Duplicate.class,
            () -> things().insert(Values.of("id", taken.id()).and("code", expired.get("code"))));
    assertThat(refusal.code()).isEqualTo(ErrorCode.PRIMARY_KEY_VIOLATION);
    assertThat(dao(KitSchemas.LABELS).select(label)).isPresent();
  }

  @Test
  @Rule("TTL-32")
  protected final void insertAmongExpiredAndLiving_isRefusedByWhatLives() {
    Entity expired = backend().expired().thing();
    Entity living = things().insert(Values.none());
    Values both = Values.of("id", expired.id()).and("code", living.get("code"));
    assertThat(refused(DaoException.Duplicate.class, () -> things().insert(both)).code())
        .isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    if (db().supports(Capability.TRANSACTIONS)) {
      DaoException refusal =
          db().inTransaction(
                  tx ->
                      refused(
                          DaoException.Duplicate.class,
                          () -> tx.dao(KitSchemas.THINGS).insert(both)));
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    }
  }
}
