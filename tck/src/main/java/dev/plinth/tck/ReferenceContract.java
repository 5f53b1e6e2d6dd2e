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
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Fields;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaException;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** References between entities: how they are given, and that they lead somewhere. */
public abstract non-sealed class ReferenceContract extends Contract {
  /** For authors to extend. */
  protected ReferenceContract() {}

  private Dao<Entity> items() {
    return dao(KitSchemas.ITEMS);
  }

  private Entity pair() {
    return dao(KitSchemas.PAIRS)
        .insert(Values.of("left", unique("l")).and("right", 7L).and("kind", unique("k")));
  }

  @Test
  @Rule("REF-01")
  protected final void reference_byKey_isStoredAsTheKey() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    assertThat(things().require(thing.key()).get("owner")).isEqualTo(owner.key());
  }

  @Test
  @Rule("REF-02")
  protected final void reference_byTheWholeEntity_isStoredAsTheKey() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner));
    assertThat(things().require(thing.key()).get("owner")).isEqualTo(owner.key());
  }

  @Test
  @Rule("REF-03")
  protected final void reference_byAMapWithMoreThanTheKey_isStoredAsTheKey() {
    Entity owner = owner();
    Entity thing =
        things().insert(Values.of("owner", Map.of("id", owner.id().toString(), "text", "x")));
    assertThat(things().require(thing.key()).get("owner")).isEqualTo(owner.key());
  }

  @Test
  @Rule("REF-04")
  protected final void reference_byAUniqueValue_isResolved() {
    Entity owner = owner();
    for (Object reference :
        new Object[] {
          Key.by("name", owner.get("name")),
          Values.of("name", owner.get("name")),
          Map.of("name", String.valueOf(owner.get("name")))
        }) {
      assertThat(things().insert(Values.of("owner", reference)).get("owner"))
          .isEqualTo(owner.key());
    }
  }

  @Test
  @Rule("REF-05")
  protected final void reference_byAUniqueValue_isResolvedInUpdatesAndUpserts() {
    Entity owner = owner();
    Key byName = Key.by("name", owner.get("name"));
    Key thing = things().insert(Values.none()).key();
    assertThat(things().update(thing, Values.of("owner", byName)).get("owner"))
        .isEqualTo(owner.key());
    assertThat(things().upsert(Key.of(UUID.randomUUID()), Values.of("owner", byName)).get("owner"))
        .isEqualTo(owner.key());
  }

  @Test
  @Rule("REF-06")
  protected final void reference_byAUniqueValueThatIsNull_lacksItsKey() {
    assertThat(
            refused(
                    DaoException.SchemaViolation.class,
                    () -> things().insert(Values.of("owner", Values.of("name", null))))
                .message())
        .isEqualTo("schema violation (owner.id: missing primary key)");
  }

  @Test
  @Rule("REF-07")
  protected final void reference_byTwoUniqueValues_mustFindBoth() {
    String name = unique("p");
    long code = UUID.randomUUID().getMostSignificantBits();
    dao(KitSchemas.PLAIN).insert(Values.of("name", name).and("code", code));
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        items().insert(Values.of("plain", Map.of("name", "nobody", "code", code))))
                .code())
        .isEqualTo(ErrorCode.FOREIGN_KEYS_UNRESOLVED);
    assertThat(items().insert(Values.of("plain", Map.of("name", name, "code", code))).get("plain"))
        .isNotNull();
  }

  @Test
  @Rule("REF-08")
  protected final void reference_null_refersToNothing() {
    Entity thing = things().insert(Values.of("owner", null));
    assertThat(thing.get("owner")).isNull();
  }

  @Test
  @Rule("REF-09")
  protected final void reference_required_isDemanded() {
    assertThat(
            refused(
                    DaoException.SchemaViolation.class,
                    () -> dao(KitSchemas.NOTES).insert(Values.of("text", "x")))
                .message())
        .isEqualTo("schema violation (about: required field missing)");
  }

  @Test
  @Rule("REF-10")
  protected final void reference_changed_refersToTheOther() {
    Entity other = owner();
    Key thing = things().insert(Values.of("owner", owner().key())).key();
    things().update(thing, Values.of("owner", other.key()));
    assertThat(things().require(thing).get("owner")).isEqualTo(other.key());
    assertThat(walk(things(), Query.where("owner", other))).containsExactly(thing);
  }

  @Test
  @Rule("REF-11")
  protected final void reference_changedToNull_isDetached() {
    Entity owner = owner();
    Key thing = things().insert(Values.of("owner", owner.key())).key();
    things().update(thing, Values.of("owner", null));
    assertThat(things().require(thing).get("owner")).isNull();
    assertThat(walk(things(), Query.where("owner", owner))).isEmpty();
  }

  @Test
  @Rule("REF-12")
  protected final void reference_twoOfThemToNothing_theFirstDeclaredIsTold() {
    UUID nobody = UUID.randomUUID();
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        items()
                            .insert(
                                Values.of("plain", Key.of(UUID.randomUUID()))
                                    .and("deputy", Key.of(UUID.randomUUID()))
                                    .and("owner", Key.of(nobody))))
                .fields())
        .isEqualTo(Map.of("owner", Map.of("id", nobody.toString())));
  }

  @Test
  @Rule("REF-13")
  protected final void reference_secondOfTwoToOneSchema_isToldWhenItIsTheWrongOne() {
    UUID nobody = UUID.randomUUID();
    Entity owner = owner();
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        items()
                            .insert(Values.of("owner", owner.key()).and("deputy", Key.of(nobody))))
                .fields())
        .isEqualTo(Map.of("deputy", Map.of("id", nobody.toString())));
  }

  @Test
  @Rule("REF-14")
  protected final void reference_toNothing_isRefusedByEveryWrite() {
    Key nobody = Key.of(UUID.randomUUID());
    Entity item = items().insert(Values.none());
    assertThatThrownBy(() -> items().update(item.key(), Values.of("deputy", nobody)))
        .isInstanceOf(DaoException.Dangling.class);
    assertThatThrownBy(() -> items().upsert(item.key(), Values.of("deputy", nobody)))
        .isInstanceOf(DaoException.Dangling.class);
    assertThat(items().require(item.key())).isEqualTo(item);
  }

  @Test
  @Rule("REF-15")
  protected final void reference_toACompositeKey_comesBack() {
    Entity pair = pair();
    Key part = dao(KitSchemas.PARTS).insert(Values.of("pair", pair.key())).key();
    assertThat(dao(KitSchemas.PARTS).require(part).get("pair")).isEqualTo(pair.key());
    assertThat(walk(dao(KitSchemas.PARTS), Query.where("pair", pair))).containsExactly(part);
  }

  @Test
  @Rule("REF-16")
  protected final void reference_toACompositeKeyOfNothing_tellsAllOfIt() {
    String left = unique("l");
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () -> dao(KitSchemas.PARTS).insert(Values.of("pair", Key.of(left, 8L))))
                .fields())
        .isEqualTo(Map.of("pair", Map.of("left", left, "right", 8L)));
  }

  @Test
  @Rule("REF-17")
  protected final void reference_inAPrimaryKey_findsItsEntity() {
    Entity owner = owner();
    Entity member =
        dao(KitSchemas.MEMBERS).insert(Values.of("owner", owner.key()).and("role", "r"));
    assertThat(dao(KitSchemas.MEMBERS).select(member.key())).contains(member);
    assertThat(dao(KitSchemas.MEMBERS).select(Key.of(owner.key(), "r"))).contains(member);
    assertThat(dao(KitSchemas.MEMBERS).update(member.key(), Values.of("text", "x")).get("text"))
        .isEqualTo("x");
    assertThat(walk(dao(KitSchemas.MEMBERS), Query.where("owner", owner)))
        .containsExactly(member.key());
  }

  @Test
  @Rule("REF-18")
  protected final void reference_toAPrimaryKeyWithAReference_comesBack() {
    Entity member =
        dao(KitSchemas.MEMBERS).insert(Values.of("owner", owner().key()).and("role", "r"));
    Key duty = dao(KitSchemas.DUTIES).insert(Values.of("member", member.key())).key();
    assertThat(dao(KitSchemas.DUTIES).require(duty).get("member")).isEqualTo(member.key());
    assertThat(walk(dao(KitSchemas.DUTIES), Query.where("member", member))).containsExactly(duty);
  }

  @Test
  @Rule("REF-19")
  protected final void reference_toASchemaWithoutWorkspaces_isGoodInEach() {
    Entity plain = dao(KitSchemas.PLAIN).insert(Values.of("name", unique("p")));
    for (int i = 0; i < 2; i++) {
      assertThat(
              elsewhere()
                  .dao(KitSchemas.ITEMS)
                  .insert(Values.of("plain", plain.key()))
                  .get("plain"))
          .isEqualTo(plain.key());
    }
  }

  @Test
  @Rule("REF-20")
  protected final void uniqueReference_servesAsAKeyForAll() {
    Entity owner = owner();
    Key byOwner = Key.by("owner", owner.key());
    Dao<Entity> badges = dao(KitSchemas.BADGES);
    Entity badge = badges.upsert(byOwner, Values.of("text", "a"));
    assertThat(badge.get("owner")).isEqualTo(owner.key());
    assertThat(badges.select(byOwner)).contains(badge);
    assertThat(badges.update(byOwner, Values.of("text", "b")).key()).isEqualTo(badge.key());
    assertThat(badges.delete(byOwner)).isTrue();
    assertThat(badges.select(byOwner)).isEmpty();
  }

  @Test
  @Rule("REF-21")
  protected final void uniqueReference_upsertByIt_takesNoOtherFromTheValues() {
    Entity owner = owner();
    Key byOwner = Key.by("owner", owner.key());
    assertThat(
            dao(KitSchemas.BADGES).upsert(byOwner, Values.of("owner", owner().key())).get("owner"))
        .isEqualTo(owner.key());
  }

  @Test
  @Rule("REF-22")
  protected final void uniqueReference_upsertByNothing_isRefused() {
    UUID nobody = UUID.randomUUID();
    assertThat(
            refused(
                    DaoException.Dangling.class,
                    () ->
                        dao(KitSchemas.BADGES)
                            .upsert(Key.by("owner", Key.of(nobody)), Values.of("text", "x")))
                .fields())
        .isEqualTo(Map.of("owner", Map.of("id", nobody.toString())));
  }

  @Test
  @Rule("REF-23")
  protected final void references_inACircle_areRefusedWhenSchemasAreLinked() {
    Schema one =
        Schema.named("tck_one")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("other", Fields.foreign("tck_other"))
            .build();
    Schema other =
        Schema.named("tck_other")
            .primaryKey("id")
            .field("id", Typedefs.id())
            .field("one", Fields.foreign("tck_one"))
            .build();
    assertThatThrownBy(() -> SchemaSet.of(one, other))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("references go in a circle");
  }
}
