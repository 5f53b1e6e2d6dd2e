/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.EntityOf;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.dao.Ref;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entities as records of an application. */
public abstract non-sealed class TypedContract extends Contract {
  /** For authors to extend. */
  protected TypedContract() {}

  @EntityOf(KitSchemas.OWNERS)
  record Owner(
      @Nullable UUID id,
      @Nullable String name,
      @Nullable String text,
      @Nullable Long count,
      @Nullable Double ratio,
      @Nullable Boolean open,
      @Nullable Instant moment,
      @Nullable List<String> words,
      @Nullable Set<UUID> codes,
      @Nullable Map<String, Long> limits,
      @Nullable Place place,
      @Nullable Set<String> tags) {
    static Owner named(String name) {
      return new Owner(null, name, null, null, null, null, null, null, null, null, null, null);
    }

    Owner texted(@Nullable String other) {
      return new Owner(
          id, name, other, count, ratio, open, moment, words, codes, limits, place, tags);
    }

    Owner counted(@Nullable Long other) {
      return new Owner(
          id, name, text, other, ratio, open, moment, words, codes, limits, place, tags);
    }
  }

  record Place(@Nullable String street, @Nullable Long floor) {}

  @EntityOf(KitSchemas.THINGS)
  record Thing(@Nullable UUID id, @Nullable String code, @Nullable Ref<Owner> owner) {}

  record ThingByKey(UUID id, @Nullable Key owner) {}

  record ThingByUuid(UUID id, @Nullable UUID owner) {}

  @EntityOf(KitSchemas.THINGS)
  record Misfit(UUID id, String colour, @Nullable Long code) {}

  record Homeless(UUID id) {}

  private Dao<Owner> typed() {
    return db().dao(Owner.class);
  }

  private Dao<Thing> typedThings() {
    return db().dao(Thing.class);
  }

  @Test
  @Rule("TYPED-01")
  protected final void record_ofEveryType_comesBack() {
    Owner sent =
        new Owner(
            UUID.randomUUID(),
            unique("r"),
            "t",
            Long.MIN_VALUE,
            0.1,
            true,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of("a", ""),
            Set.of(new UUID(1, 2)),
            Map.of("k", Long.MAX_VALUE),
            new Place("s", 3L),
            Set.of("tag"));
    assertThat(typed().insert(sent)).isEqualTo(sent);
    assertThat(typed().select(Key.of(Objects.requireNonNull(sent.id())))).contains(sent);
  }

  @Test
  @Rule("TYPED-02")
  protected final void component_null_isLeftToTheSchema() {
    Owner made = typed().insert(Owner.named(unique("r")));
    assertThat(made.id()).isNotNull();
    assertThat(made.count()).isEqualTo(7L);
    assertThat(made.text()).isNull();
    assertThat(made.place()).isNull();
  }

  @Test
  @Rule("TYPED-03")
  protected final void values_ofARecord_canBeAddedTo() {
    Owner owner = Owner.named(unique("r"));
    Owner made = typed().insert(typed().values(owner).and("count", null));
    assertThat(made.count()).isNull();
  }

  @Test
  @Rule("TYPED-04")
  protected final void reference_comesBackAsARef() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Thing thing = typedThings().insert(new Thing(null, null, typed().ref(owner)));
    assertThat(thing.owner()).isEqualTo(typed().ref(owner));
    assertThat(typed().select(Objects.requireNonNull(thing.owner()))).contains(owner);
  }

  @Test
  @Rule("TYPED-05")
  protected final void reference_byAUniqueValue_isResolved() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Ref<Owner> byName = Ref.by("name", Objects.requireNonNull(owner.name()));
    assertThat(typedThings().insert(new Thing(null, null, byName)).owner())
        .isEqualTo(typed().ref(owner));
  }

  @Test
  @Rule("TYPED-06")
  protected final void reference_mayBeAKeyOrAUuid() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    assertThat(things().as(ThingByKey.class).require(thing.key()).owner()).isEqualTo(owner.key());
    assertThat(things().as(ThingByUuid.class).require(thing.key()).owner()).isEqualTo(owner.id());
  }

  @Test
  @Rule("TYPED-07")
  protected final void query_byARecordsRef_findsItsChildren() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Thing thing = typedThings().insert(new Thing(null, null, typed().ref(owner)));
    Page<Thing> page = typedThings().page(Query.where("owner", typed().ref(owner)));
    assertThat(page.items()).containsExactly(thing);
  }

  @Test
  @Rule("TYPED-08")
  protected final void everyRead_givesRecords() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Key key = typed().ref(owner).key();
    Query query = Query.where("name", Objects.requireNonNull(owner.name()));
    assertThat(typed().select(key.id())).contains(owner);
    assertThat(typed().require(key)).isEqualTo(owner);
    assertThat(typed().selectAll(List.of(key))).containsEntry(key, owner);
    assertThat(typed().page(query).items()).containsExactly(owner);
    assertThat(typed().each(query)).containsExactly(owner);
    assertThat(typed().stream(query)).containsExactly(owner);
    assertThat(typed().count(query)).isEqualTo(1);
  }

  @Test
  @Rule("TYPED-09")
  protected final void everyWrite_givesRecords() {
    Owner owner = typed().insertAll(List.of(Values.of("name", unique("r")))).get(0);
    Key key = typed().ref(owner).key();
    assertThat(typed().update(key, Values.of("text", "a"))).isEqualTo(owner.texted("a"));
    assertThat(typed().upsert(owner.texted("b"))).isEqualTo(owner.texted("b"));
    assertThat(typed().delete(typed().ref(owner))).isTrue();
    assertThat(typed().select(key)).isEmpty();
  }

  @Test
  @Rule("TYPED-10")
  protected final void update_fromStateToState_writesTheDifference() {
    Owner owner = typed().insert(Owner.named(unique("r")).texted("a"));
    Key key = typed().ref(owner).key();
    owners().update(key, Values.of("ratio", 0.5));
    Owner written = typed().update(owner, owner.texted("b").counted(null));
    assertThat(written.text()).isEqualTo("b");
    assertThat(written.count()).isNull();
    assertThat(written.ratio()).isEqualTo(0.5);
  }

  @Test
  @Rule("TYPED-11")
  protected final void update_fromAStateThatIsPast_isRefused() {
    Owner owner = typed().insert(Owner.named(unique("r")).texted("a"));
    typed().update(owner, owner.texted("b"));
    assertThat(
            refused(DaoException.Changed.class, () -> typed().update(owner, owner.texted("c")))
                .message())
        .isEqualTo("'text' was changed meanwhile: read the entity again");
    assertThat(typed().require(typed().ref(owner).key()).text()).isEqualTo("b");
  }

  @Test
  @Rule("TYPED-12")
  protected final void update_toTheSameState_writesNothing() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Key key = typed().ref(owner).key();
    Entity before = owners().require(key);
    assertThat(typed().update(owner, owner)).isEqualTo(owner);
    assertThat(owners().require(key)).isEqualTo(before);
  }

  @Test
  @Rule("TYPED-13")
  protected final void upsert_ofARecord_resetsWhatIsNull() {
    Owner owner = typed().insert(Owner.named(unique("r")).texted("a").counted(1L));
    assertThat(typed().upsert(owner.texted(null).counted(null)))
        .isEqualTo(owner.texted(null).counted(7L));
  }

  @Test
  @Rule("TYPED-14")
  protected final void ref_ofARecordWithoutAKey_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> typed().ref(Owner.named("x")))
        .withMessageContaining("the Owner has no primary key");
  }

  @Test
  @Rule("TYPED-15")
  protected final void record_thatDoesNotFit_isRefusedWithEveryMismatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db().dao(Misfit.class))
        .withMessageContaining("'colour' stands for no field")
        .withMessageContaining("'code': is a String, not a Long");
  }

  @Test
  @Rule("TYPED-16")
  protected final void record_ofNoSchema_isRefusedWithTheWordsToAdd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db().dao(Homeless.class))
        .withMessageContaining("annotate it with @EntityOf");
  }

  @Test
  @Rule("TYPED-17")
  protected final void refusals_areThoseOfEntities() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    refused(
        DaoException.Duplicate.class,
        () -> typed().insert(Owner.named(Objects.requireNonNull(owner.name()))));
    refused(DaoException.NotFound.class, () -> typed().require(Key.of(UUID.randomUUID())));
  }

  @Test
  @Rule("TYPED-18")
  protected final void entity_asARecord_isTheSame() {
    Owner owner = typed().insert(Owner.named(unique("r")));
    Entity entity = owners().require(typed().ref(owner).key());
    assertThat(entity.as(Owner.class)).isEqualTo(owner);
  }
}
