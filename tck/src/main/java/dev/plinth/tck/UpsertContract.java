/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Making or replacing entities whole. */
public abstract non-sealed class UpsertContract extends Contract {
  /** For authors to extend. */
  protected UpsertContract() {}

  @Test
  @Rule("UPSERT-01")
  protected final void upsert_byPrimaryKey_makesThenReplacesWhole() {
    Key key = Key.of(UUID.randomUUID());
    Entity made =
        owners().upsert(key, Values.of("name", unique("p")).and("text", "t").and("count", 1L));
    assertThat(made.key()).isEqualTo(key);
    Entity replaced = owners().upsert(key, Values.of("name", made.get("name")));
    assertThat(replaced.get("text")).isNull();
    assertThat(replaced.get("count")).isEqualTo(7L);
    assertThat(owners().require(key)).isEqualTo(replaced);
  }

  @Test
  @Rule("UPSERT-02")
  protected final void upsert_byUniqueValue_keepsTheId() {
    String name = unique("p");
    Entity made = owners().upsert(Key.by("name", name), Values.of("text", "t"));
    assertThat(made.get("name")).isEqualTo(name);
    Entity replaced =
        owners()
            .upsert(
                Key.by("name", name),
                Values.of("id", UUID.randomUUID()).and("name", unique("other")));
    assertThat(replaced.id()).isEqualTo(made.id());
    assertThat(replaced.get("name")).isEqualTo(name);
    assertThat(replaced.get("text")).isNull();
  }

  @Test
  @Rule("UPSERT-03")
  protected final void upsert_takenUniqueValue_neverTakesTheOwnersPlace() {
    Entity owner = owners().insert(Values.of("name", unique("p")).and("text", "mine"));
    assertThatThrownBy(
            () -> owners().upsert(Key.of(UUID.randomUUID()), Values.of("name", owner.get("name"))))
        .isInstanceOf(DaoException.Duplicate.class);
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("UPSERT-04")
  protected final void upsert_sameUniqueValueByMany_isOneEntity() {
    String name = unique("race");
    List<UUID> ids =
        Race.run(6, () -> owners().upsert(Key.by("name", name), Values.of("text", "t")).id());
    assertThat(ids)
        .as("ids of six concurrent upserts of one unique value")
        .containsOnly(ids.get(0));
  }

  @Test
  @Rule("UPSERT-05")
  protected final void upsert_samePrimaryKeyByMany_isOneEntity() {
    Key key = Key.of(UUID.randomUUID());
    String name = unique("race");
    assertThat(Race.run(6, () -> owners().upsert(key, Values.of("name", name)).key()))
        .containsOnly(key);
    assertThat(owners().select(Key.by("name", name))).isPresent();
  }

  @Test
  @Rule("UPSERT-06")
  protected final void upsert_referenceToNothing_isRefused() {
    Key key = Key.of(UUID.randomUUID());
    assertThatThrownBy(() -> things().upsert(key, Values.of("owner", Key.of(UUID.randomUUID()))))
        .isInstanceOf(DaoException.Dangling.class);
    assertThat(things().select(key)).isEmpty();
  }

  @Test
  @Rule("UPSERT-07")
  protected final void upsert_withoutTtl_doesNotExpire() {
    Entity thing = things().insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(100)));
    assertThat(things().upsert(thing.key(), Values.of("code", unique("p"))).ttl()).isEmpty();
    assertThat(
            things()
                .upsert(
                    thing.key(),
                    Values.of("code", unique("p")),
                    WriteOptions.ttl(Duration.ofSeconds(50)))
                .ttl())
        .isPresent();
  }

  @Test
  @Rule("UPSERT-08")
  protected final void upsert_staleEtag_changesNothing() {
    Entity seen = owners().insert(Values.of("name", unique("p")));
    Entity now = owners().update(seen.key(), Values.of("text", "newer"));
    assertThatThrownBy(
            () ->
                owners()
                    .upsert(
                        seen.key(),
                        Values.of("name", unique("p")),
                        WriteOptions.ifMatch(seen.etag())))
        .isInstanceOf(DaoException.Changed.class);
    assertThat(owners().require(seen.key())).isEqualTo(now);
  }

  @Test
  @Rule("UPSERT-09")
  protected final void upsert_ofNothingUnderIfMatch_makesNothing() {
    Key key = Key.of(UUID.randomUUID());
    refused(
        DaoException.Changed.class,
        () -> owners().upsert(key, Values.of("name", unique("p")), WriteOptions.ifMatch("any")));
    assertThat(owners().select(key)).isEmpty();
  }

  @Test
  @Rule("UPSERT-10")
  protected final void upsert_underIfMatch_replacesWhatWasSeen() {
    Entity owner = owner();
    WriteOptions seen = WriteOptions.ifMatch(owner.etag());
    Values values = Values.of("name", owner.get("name")).and("text", "x");
    assertThat(owners().upsert(owner.key(), values, seen).get("text")).isEqualTo("x");
  }

  @Test
  @Rule("UPSERT-11")
  protected final void upsert_byCompositeKeys_makesThenReplaces() {
    var pairs = dao(KitSchemas.PAIRS);
    String kind = unique("p");
    Key key = Key.of(kind, 1L);
    assertThat(pairs.upsert(key, Values.of("kind", kind)).key()).isEqualTo(key);
    Key cacheKey = Key.by(Values.of("kind", kind).and("owner", null));
    assertThat(pairs.upsert(cacheKey, Values.of("left", kind).and("right", 2L)).key())
        .isEqualTo(key);
    assertThat(pairs.select(Key.of(kind, 2L))).isEmpty();
  }

  @Test
  @Rule("UPSERT-12")
  protected final void upsert_anotherPrimaryKeyInTheValues_isOverriddenByTheKey() {
    Key key = Key.of(UUID.randomUUID());
    UUID other = UUID.randomUUID();
    Entity made = owners().upsert(key, Values.of("id", other).and("name", unique("p")));
    assertThat(made.key()).isEqualTo(key);
    assertThat(owners().select(Key.of(other))).isEmpty();
  }

  @Test
  @Rule("UPSERT-13")
  protected final void upsert_refused_changesNothing() {
    Entity owner = owner();
    refused(
        DaoException.SchemaViolation.class,
        () -> owners().upsert(owner.key(), Values.of("count", "x")));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
    Key nobody = Key.by("name", unique("p"));
    refused(
        DaoException.SchemaViolation.class, () -> owners().upsert(nobody, Values.of("count", "x")));
    assertThat(owners().select(nobody)).isEmpty();
  }

  @Test
  @Rule("UPSERT-14")
  protected final void upsert_ofAnImmutableField_replacesIt() {
    var policies = dao(KitSchemas.POLICIES);
    Values policy = Values.of("name", "p").and("hosts", java.util.List.of("h"));
    Entity made = policies.insert(policy.and("serial", 1L));
    assertThat(policies.upsert(made.key(), policy.and("serial", 2L)).get("serial")).isEqualTo(2L);
  }
}
