/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Changing entities: merging, comparing, never losing. */
public abstract non-sealed class UpdateContract extends Contract {
  /** For authors to extend. */
  protected UpdateContract() {}

  @Test
  @Rule("UPDATE-01")
  protected final void update_some_keepsTheRest() {
    Entity before =
        owners()
            .insert(
                Values.of("name", unique("u"))
                    .and("text", "t")
                    .and("words", List.of("a"))
                    .and("place", Values.of("street", "s").and("floor", 1L)));
    Entity after =
        owners()
            .update(
                before.key(),
                Values.of("text", null)
                    .and("place", Map.of("floor", 2L))
                    .and("words", List.of("b")));
    assertThat(after.get("text")).isNull();
    assertThat(after.get("name")).isEqualTo(before.get("name"));
    assertThat(after.get("words")).isEqualTo(List.of("b"));
    assertThat(after.toJson()).contains("\"place\":{\"street\":\"s\",\"floor\":2}");
    assertThat(owners().require(before.key())).isEqualTo(after);
  }

  @Test
  @Rule("UPDATE-02")
  protected final void update_nothingThere_isNotFound() {
    assertThatThrownBy(() -> owners().update(Key.of(UUID.randomUUID()), Values.of("text", "x")))
        .isInstanceOf(DaoException.NotFound.class);
    assertThatThrownBy(() -> owners().update(Key.by("name", unique("u")), Values.of("text", "x")))
        .isInstanceOf(DaoException.NotFound.class);
  }

  @Test
  @Rule("UPDATE-03")
  protected final void update_takenUniqueValue_isRefusedAndChangesNothing() {
    Entity one = owners().insert(Values.of("name", unique("u")));
    Entity other = owners().insert(Values.of("name", unique("u")));
    assertThatThrownBy(
            () -> owners().update(one.key(), Values.of("name", other.get("name")).and("text", "x")))
        .isInstanceOfSatisfying(
            DaoException.Duplicate.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION));
    assertThat(owners().require(one.key())).isEqualTo(one);
    String freed = String.valueOf(one.get("name"));
    owners().update(one.key(), Values.of("name", unique("u")));
    assertThat(owners().insert(Values.of("name", freed)).get("name")).isEqualTo(freed);
  }

  @Test
  @Rule("UPDATE-04")
  protected final void update_referenceToNothing_isRefusedAndChangesNothing() {
    Entity thing = things().insert(Values.none());
    assertThatThrownBy(
            () -> things().update(thing.key(), Values.of("owner", Key.of(UUID.randomUUID()))))
        .isInstanceOf(DaoException.Dangling.class);
    assertThat(things().require(thing.key())).isEqualTo(thing);
  }

  @Test
  @Rule("UPDATE-05")
  protected final void update_primaryKeyInTheBody_equalIsFineOtherIsRefused() {
    Entity owner = owners().insert(Values.of("name", unique("u")));
    assertThat(
            owners().update(owner.key(), Values.of("id", owner.id()).and("text", "x")).get("text"))
        .isEqualTo("x");
    assertThatThrownBy(() -> owners().update(owner.key(), Values.of("id", UUID.randomUUID())))
        .isInstanceOfSatisfying(
            DaoException.SchemaViolation.class,
            e -> assertThat(e.violations().at("id")).hasSize(1));
  }

  @Test
  @Rule("UPDATE-06")
  protected final void update_differentFieldsAtOnce_areMerged() {
    for (int round = 0; round < 5; round++) {
      Key key = owners().insert(Values.of("name", unique("u"))).key();
      List<Callable<Entity>> works = new ArrayList<>();
      works.add(() -> owners().update(key, Values.of("text", "t")));
      works.add(() -> owners().update(key, Values.of("count", 1L)));
      works.add(() -> owners().update(key, Values.of("ratio", 0.5)));
      works.add(() -> owners().update(key, Values.of("open", true)));
      assertThat(Race.run(works)).hasSize(4);
      Entity merged = owners().require(key);
      assertThat(
              Arrays.asList(
                  merged.get("text"), merged.get("count"), merged.get("ratio"), merged.get("open")))
          .as("four concurrent changes of four fields")
          .isEqualTo(List.of("t", 1L, 0.5, true));
    }
  }

  @Test
  @Rule("UPDATE-07")
  protected final void update_countingAtOnce_losesNoCount() {
    Key key = owners().insert(Values.of("name", unique("u")).and("count", 0L)).key();
    Race.run(
        4,
        () -> {
          for (int i = 0; i < 5; ) {
            Entity seen = owners().require(key);
            Long count = seen.get("count", Long.class);
            try {
              owners()
                  .update(
                      key,
                      Values.of("count", (count == null ? 0 : count) + 1),
                      WriteOptions.ifMatch(seen.etag()));
              i++;
            } catch (DaoException.Changed e) {
              // somebody was faster: look again
            }
          }
          return true;
        });
    assertThat(owners().require(key).get("count"))
        .as("twenty increments under If-Match")
        .isEqualTo(20L);
  }

  @Test
  @Rule("UPDATE-08")
  protected final void update_staleEtag_changesNothing() {
    Entity seen = owners().insert(Values.of("name", unique("u")));
    Entity now = owners().update(seen.key(), Values.of("text", "newer"));
    assertThatThrownBy(
            () ->
                owners()
                    .update(
                        seen.key(), Values.of("text", "stale"), WriteOptions.ifMatch(seen.etag())))
        .isInstanceOf(DaoException.Changed.class);
    assertThat(owners().require(seen.key())).isEqualTo(now);
  }

  @Test
  @Rule("UPDATE-09")
  protected final void update_beforeAndAfter_sendsTheDifferenceOnly() {
    Entity seen = owners().insert(Values.of("name", unique("u")).and("text", "a").and("count", 1L));
    Entity wanted = owners().update(seen.key(), Values.of("text", "b"));
    owners().update(seen.key(), Values.of("text", "a").and("count", 2L));
    Entity written = owners().update(seen, wanted);
    assertThat(written.get("text")).isEqualTo("b");
    assertThat(written.get("count")).isEqualTo(2L);
    assertThatThrownBy(() -> owners().update(seen, wanted))
        .isInstanceOf(DaoException.Changed.class);
  }

  @Test
  @Rule("UPDATE-10")
  protected final void update_ttl_isKeptUnlessAskedFor() {
    Entity thing = things().insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(100)));
    assertThat(things().update(thing.key(), Values.of("code", unique("t"))).ttl().orElseThrow())
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
    assertThat(
            things()
                .update(thing.key(), Values.none(), WriteOptions.ttl(Duration.ofSeconds(1_000)))
                .ttl()
                .orElseThrow())
        .isGreaterThan(Duration.ofSeconds(900));
    assertThat(things().update(thing.key(), Values.none(), WriteOptions.ttl(Duration.ZERO)).ttl())
        .isEmpty();
  }

  @Test
  @Rule("UPDATE-11")
  protected final void store_rowThatChangedMeanwhile_isNotWritten() {
    Key key = owners().insert(Values.of("name", unique("u"))).key();
    Entity stale = stored(key);
    Entity now = owners().update(key, Values.of("text", "newer"));
    Table table = table(KitSchemas.OWNERS);
    assertThatThrownBy(
            () -> strategy().store(table).update(new Update(table, stale, stale, true)),
            "the store itself compares versions")
        .isInstanceOf(DaoException.Changed.class);
    assertThat(owners().require(key)).isEqualTo(now);
  }

  @Test
  @Rule("UPDATE-12")
  protected final void update_byEachKey_changesTheEntity() {
    Dao<Entity> pairs = dao(KitSchemas.PAIRS);
    String kind = unique("u");
    Entity pair = pairs.insert(Values.of("left", kind).and("right", 1L).and("kind", kind));
    Key cacheKey = Key.by(Values.of("kind", kind).and("owner", null));
    Key owner = owner().key();
    assertThat(pairs.update(cacheKey, Values.of("owner", owner)).key()).isEqualTo(pair.key());
    assertThat(pairs.update(Key.of(kind, 1L), Values.of("owner", null)).get("owner")).isNull();
    Key named = Key.by("name", owners().require(owner).get("name"));
    assertThat(owners().update(named, Values.of("text", "x")).key()).isEqualTo(owner);
  }

  @Test
  @Rule("UPDATE-13")
  protected final void update_ofTheUniqueValue_movesTheEntityToIt() {
    Entity owner = owner();
    String name = unique("u");
    Key old = Key.by("name", owner.get("name"));
    owners().update(old, Values.of("name", name));
    assertThat(owners().select(old)).isEmpty();
    assertThat(owners().require(Key.by("name", name)).key()).isEqualTo(owner.key());
  }

  @Test
  @Rule("UPDATE-14")
  protected final void update_ofNothing_returnsTheEntity() {
    Entity thing = things().insert(Values.none());
    assertThat(things().update(thing.key(), Values.none())).isEqualTo(thing);
  }

  @Test
  @Rule("UPDATE-15")
  protected final void update_refused_changesNothingAtAll() {
    Entity owner = owner();
    refused(
        DaoException.SchemaViolation.class,
        () -> owners().update(owner.key(), Values.of("text", "x").and("count", "y")));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("UPDATE-16")
  protected final void update_ofNothingUnderIfMatch_isNotFound() {
    refused(
        DaoException.NotFound.class,
        () ->
            owners()
                .update(
                    Key.of(UUID.randomUUID()),
                    Values.of("text", "x"),
                    WriteOptions.ifMatch("any")));
  }

  @Test
  @Rule("UPDATE-17")
  protected final void update_ofAKeyAlone_isOfAnEntityThatIsNothingElse() {
    Entity ledger =
        dao(KitSchemas.LEDGER)
            .insert(
                Values.of("day", Instant.ofEpochMilli(System.nanoTime() / 1_000))
                    .and("amount", Math.random())
                    .and("final", true));
    assertThat(dao(KitSchemas.LEDGER).update(ledger.key(), Values.of("text", "x")).get("text"))
        .isEqualTo("x");
    assertThat(dao(KitSchemas.LEDGER).require(ledger.key()).get("day"))
        .isEqualTo(ledger.get("day"));
  }
}
