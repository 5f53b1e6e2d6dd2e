/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.ReadOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reading entities by each kind of key. */
public abstract non-sealed class ReadContract extends Contract {
  /** For authors to extend. */
  protected ReadContract() {}

  @Test
  @Rule("READ-01")
  protected final void select_byEachKeyOfAnEntity_findsIt() {
    Entity owner = owners().insert(Values.of("name", unique("r")));
    assertThat(owners().select(Key.of(owner.id()))).contains(owner);
    assertThat(owners().select(Key.of(owner.id().toString()))).contains(owner);
    assertThat(owners().select(Key.by("id", owner.id()))).contains(owner);
    assertThat(owners().select(Key.by("name", owner.get("name")))).contains(owner);
  }

  @Test
  @Rule("READ-02")
  protected final void select_nothing_isEmpty() {
    assertThat(owners().select(UUID.randomUUID())).isEmpty();
    assertThat(owners().select(Key.by("name", unique("nobody")))).isEmpty();
  }

  @Test
  @Rule("READ-03")
  protected final void select_compositeKeys_findTheirEntity() {
    Entity owner = owners().insert(Values.of("name", unique("r")));
    String left = unique("l");
    Entity pair =
        dao(KitSchemas.PAIRS)
            .insert(
                Values.of("left", left)
                    .and("right", 5L)
                    .and("kind", left)
                    .and("owner", owner.key()));
    assertThat(dao(KitSchemas.PAIRS).select(Key.of(left, 5L))).contains(pair);
    assertThat(dao(KitSchemas.PAIRS).select(Key.of(left, 6L))).isEmpty();
    assertThat(
            dao(KitSchemas.PAIRS).select(Key.by(Values.of("kind", left).and("owner", owner.key()))))
        .contains(pair);
  }

  @Test
  @Rule("READ-04")
  protected final void select_wrongKey_isRefusedWithTheWordsToUse() {
    assertThatThrownBy(() -> owners().select(Key.of("not a uuid")))
        .isInstanceOfSatisfying(
            DaoException.Invalid.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PRIMARY_KEY));
    assertThatThrownBy(() -> owners().select(Key.by("name", 5L)))
        .isInstanceOfSatisfying(
            DaoException.Invalid.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_UNIQUE));
    assertThatThrownBy(() -> owners().select(Key.by("count", 5L)))
        .isInstanceOf(DaoException.Invalid.class)
        .hasMessageContaining("'name'");
  }

  @Test
  @Rule("READ-05")
  protected final void selectAll_someThere_findsThose() {
    Entity one = owners().insert(Values.of("name", unique("r")));
    Entity other = owners().insert(Values.of("name", unique("r")));
    Key nobody = Key.of(UUID.randomUUID());
    Key byName = Key.by("name", other.get("name"));
    assertThat(owners().selectAll(List.of(one.key(), nobody, byName)))
        .hasSize(2)
        .containsEntry(one.key(), one)
        .containsEntry(byName, other);
  }

  @Test
  @Rule("READ-06")
  protected final void expired_rows_areNotThereAndBlockNothing() {
    Entity thing = backend().expired().thing();
    Entity other = backend().expired().thing();
    Object code = thing.get("code");
    assertThat(things().select(thing.key())).isEmpty();
    assertThat(things().select(Key.by("code", code))).isEmpty();
    refused(
        DaoException.NotFound.class,
        () -> things().update(thing.key(), Values.of("code", unique("x"))));
    assertThat(things().delete(other.key())).isFalse();
    assertThat(things().insert(Values.of("code", code)).get("code")).isEqualTo(code);
    assertThat(things().insert(Values.of("id", other.id())).id()).isEqualTo(other.id());
  }

  @Test
  @Rule("READ-07")
  protected final void workspaces_neitherSeeNorBlockEachOther() {
    Db there = db().in(Key.of(UUID.randomUUID()));
    String name = unique("ws");
    Entity here = owners().insert(Values.of("name", name));
    Entity twin = there.dao(KitSchemas.OWNERS).insert(Values.of("name", name));
    assertThat(there.dao(KitSchemas.OWNERS).select(here.key())).isEmpty();
    assertThat(there.dao(KitSchemas.OWNERS).select(Key.by("name", name))).contains(twin);
    assertThat(owners().select(Key.by("name", name))).contains(here);
    assertThat(there.dao(KitSchemas.OWNERS).delete(here.key())).isFalse();
    assertThatThrownBy(() -> there.dao(KitSchemas.THINGS).insert(Values.of("owner", here.key())))
        .isInstanceOf(DaoException.Dangling.class);
    assertThatThrownBy(
            () -> there.dao(KitSchemas.OWNERS).upsert(here.key(), Values.of("name", unique("ws"))))
        .isInstanceOf(DaoException.Duplicate.class);
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("READ-08")
  protected final void select_again_isEqual() {
    Entity owner = owner();
    assertThat(owners().require(owner.key())).isEqualTo(owners().require(owner.key()));
  }

  @Test
  @Rule("READ-09")
  protected final void select_fresh_seesEveryWriteThatWasAcknowledged() {
    Entity owner = owner();
    for (int i = 0; i < 10; i++) {
      Entity written = owners().update(owner.key(), Values.of("count", (long) i));
      assertThat(owners().select(owner.key(), ReadOptions.none().fresh())).contains(written);
    }
  }

  @Test
  @Rule("READ-10")
  protected final void select_byAnEndpointKeyThatIsNotUnique_findsTheFirst() {
    var badges = elsewhere().dao(KitSchemas.BADGES);
    badges.insert(Values.of("label", "l"));
    badges.insert(Values.of("label", "l"));
    assertThat(badges.select(Key.by("label", "l")))
        .contains(badges.page(dev.plinth.dao.Query.where("label", "l")).items().get(0));
  }

  @Test
  @Rule("READ-11")
  protected final void select_anEntityWithAllOfIt_isEqualInEveryForm() {
    Entity owner = owner();
    Entity read = owners().require(owner.key());
    assertThat(read.toJson()).isEqualTo(owner.toJson());
    assertThat(read.hashCode()).isEqualTo(owner.hashCode());
    assertThat(read.etag()).isEqualTo(owner.etag());
    assertThat(read.toValues()).isEqualTo(owner.toValues());
  }
}
