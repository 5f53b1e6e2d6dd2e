/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workspaces: none sees or blocks another. */
public abstract non-sealed class WorkspaceContract extends Contract {
  /** For authors to extend. */
  protected WorkspaceContract() {}

  private static Dao<Entity> owners(Db db) {
    return db.dao(KitSchemas.OWNERS);
  }

  @Test
  @Rule("WS-01")
  protected final void uniqueValue_ofAnotherWorkspace_isFree() {
    Entity here = owner();
    Entity there = owners(elsewhere()).insert(Values.of("name", here.get("name")));
    assertThat(there.key()).isNotEqualTo(here.key());
  }

  @Test
  @Rule("WS-02")
  protected final void entity_tellsItsWorkspace() {
    UUID workspace = UUID.randomUUID();
    Dao<Entity> owners = owners(db().in(Key.of(workspace)));
    Entity made = owners.insert(Values.of("name", "a"));
    assertThat(made.workspace()).isEqualTo(workspace);
    assertThat(owners.require(made.key()).workspace()).isEqualTo(workspace);
    assertThat(owner().workspace()).isEqualTo(new UUID(0, 0));
  }

  @Test
  @Rule("WS-03")
  protected final void select_byThePrimaryKeyOfAnother_findsNothing() {
    assertThat(owners(elsewhere()).select(owner().key())).isEmpty();
  }

  @Test
  @Rule("WS-04")
  protected final void select_byAUniqueValueOfBoth_findsOnesOwn() {
    Db there = elsewhere();
    Entity here = owner();
    Entity twin = owners(there).insert(Values.of("name", here.get("name")));
    Key name = Key.by("name", here.get("name"));
    assertThat(owners(there).select(name)).contains(twin);
    assertThat(owners().select(name)).contains(here);
  }

  @Test
  @Rule("WS-05")
  protected final void select_byACacheKeyOfBoth_findsOnesOwn() {
    Db there = elsewhere();
    String kind = unique("k");
    Values pair = Values.of("left", unique("l")).and("right", 1L).and("kind", kind);
    Entity here = dao(KitSchemas.PAIRS).insert(pair);
    Entity twin = there.dao(KitSchemas.PAIRS).insert(pair.and("right", 2L));
    Key key = Key.by(Values.of("kind", kind).and("owner", null));
    assertThat(dao(KitSchemas.PAIRS).select(key)).contains(here);
    assertThat(there.dao(KitSchemas.PAIRS).select(key)).contains(twin);
  }

  @Test
  @Rule("WS-06")
  protected final void select_byAnEndpointKeyThatIsNotUnique_findsOnesOwn() {
    Db there = elsewhere();
    String label = unique("l");
    Entity here = dao(KitSchemas.BADGES).insert(Values.of("label", label));
    Entity twin = there.dao(KitSchemas.BADGES).insert(Values.of("label", label));
    assertThat(dao(KitSchemas.BADGES).select(Key.by("label", label))).contains(here);
    assertThat(there.dao(KitSchemas.BADGES).select(Key.by("label", label))).contains(twin);
  }

  @Test
  @Rule("WS-07")
  protected final void selectAll_someOfAnother_findsOnesOwn() {
    Db there = elsewhere();
    Entity own = owners(there).insert(Values.of("name", "a"));
    assertThat(owners(there).selectAll(List.of(own.key(), owner().key())))
        .isEqualTo(Map.of(own.key(), own));
  }

  @Test
  @Rule("WS-08")
  protected final void insert_primaryKeyOfAnother_isRefused() {
    Entity here = owner();
    assertThat(
            refused(
                    DaoException.Duplicate.class,
                    () -> owners(elsewhere()).insert(Values.of("id", here.id()).and("name", "a")))
                .code())
        .isEqualTo(ErrorCode.PRIMARY_KEY_VIOLATION);
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("WS-09")
  protected final void update_ofAnother_findsNothing() {
    Entity here = owner();
    refused(
        DaoException.NotFound.class,
        () -> owners(elsewhere()).update(here.key(), Values.of("text", "x")));
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("WS-10")
  protected final void upsert_primaryKeyOfAnother_isRefusedAndMovesNothing() {
    Entity here = owner();
    refused(
        DaoException.Duplicate.class,
        () -> owners(elsewhere()).upsert(here.key(), Values.of("name", "a")));
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("WS-11")
  protected final void upsert_byAUniqueValueOfAnother_makesOnesOwn() {
    Db there = elsewhere();
    Entity here = owner();
    Key name = Key.by("name", here.get("name"));
    Entity own = owners(there).upsert(name, Values.of("text", "x"));
    assertThat(own.key()).isNotEqualTo(here.key());
    assertThat(owners(there).upsert(name, Values.of("text", "y")).key()).isEqualTo(own.key());
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("WS-12")
  protected final void delete_ofAnother_deletesNothing() {
    Entity here = owner();
    assertThat(owners(elsewhere()).delete(here.key())).isFalse();
    assertThat(owners(elsewhere()).delete(Key.by("name", here.get("name")))).isFalse();
    assertThat(owners().require(here.key())).isEqualTo(here);
  }

  @Test
  @Rule("WS-13")
  protected final void delete_takesTheChildrenOfItsWorkspace() {
    Db there = elsewhere();
    Entity owner = owners(there).insert(Values.of("name", "a"));
    Key thing = there.dao(KitSchemas.THINGS).insert(Values.of("owner", owner.key())).key();
    assertThat(owners(there).delete(owner.key())).isTrue();
    assertThat(there.dao(KitSchemas.THINGS).select(thing)).isEmpty();
  }

  @Test
  @Rule("WS-14")
  protected final void reference_toAnother_isRefused() {
    Entity here = owner();
    DaoException.Dangling refusal =
        refused(
            DaoException.Dangling.class,
            () -> elsewhere().dao(KitSchemas.THINGS).insert(Values.of("owner", here.key())));
    assertThat(refusal.fields()).isEqualTo(Map.of("owner", Map.of("id", here.id().toString())));
  }

  @Test
  @Rule("WS-15")
  protected final void reference_toAnotherByAnUpdate_isRefused() {
    Dao<Entity> things = elsewhere().dao(KitSchemas.THINGS);
    Entity thing = things.insert(Values.none());
    refused(
        DaoException.Dangling.class,
        () -> things.update(thing.key(), Values.of("owner", owner().key())));
    assertThat(things.require(thing.key())).isEqualTo(thing);
  }

  @Test
  @Rule("WS-16")
  protected final void reference_byAUniqueValueOfBoth_isToOnesOwn() {
    Db there = elsewhere();
    Entity here = owner();
    Key name = Key.by("name", here.get("name"));
    refused(
        DaoException.Dangling.class,
        () -> there.dao(KitSchemas.THINGS).insert(Values.of("owner", name)));
    Entity twin = owners(there).insert(Values.of("name", here.get("name")));
    assertThat(there.dao(KitSchemas.THINGS).insert(Values.of("owner", name)).get("owner"))
        .isEqualTo(twin.key());
  }

  @Test
  @Rule("WS-17")
  protected final void page_ofAll_isOfOneWorkspace() {
    Db there = elsewhere();
    owner();
    Entity own = owners(there).insert(Values.of("name", "a"));
    assertThat(owners(there).page(Query.all()).items()).containsExactly(own);
    assertThat(owners(there).count(Query.all())).isEqualTo(1);
  }

  @Test
  @Rule("WS-18")
  protected final void page_ofATag_isOfOneWorkspace() {
    Db there = elsewhere();
    String tag = unique("t");
    owners().insert(Values.of("name", unique("w")).and("tags", List.of(tag)));
    Entity own = owners(there).insert(Values.of("name", "a").and("tags", List.of(tag)));
    assertThat(owners(there).page(Query.taggedAll(tag)).items()).containsExactly(own);
    assertThat(owners(there).page(Query.taggedAny(tag, "x")).items()).containsExactly(own);
  }

  @Test
  @Rule("WS-19")
  protected final void page_ofAnIndex_isOfOneWorkspace() {
    Db there = elsewhere();
    String colour = unique("c");
    dao(KitSchemas.ITEMS).insert(Values.of("colour", colour));
    Entity own = there.dao(KitSchemas.ITEMS).insert(Values.of("colour", colour));
    assertThat(there.dao(KitSchemas.ITEMS).page(Query.where("colour", colour)).items())
        .containsExactly(own);
  }

  @Test
  @Rule("WS-20")
  protected final void page_ofAReferenceToASharedParent_isOfOneWorkspace() {
    Db there = elsewhere();
    Entity plain = dao(KitSchemas.PLAIN).insert(Values.of("name", unique("p")));
    dao(KitSchemas.ITEMS).insert(Values.of("plain", plain.key()));
    Entity own = there.dao(KitSchemas.ITEMS).insert(Values.of("plain", plain.key()));
    assertThat(there.dao(KitSchemas.ITEMS).page(Query.where("plain", plain)).items())
        .containsExactly(own);
  }

  @Test
  @Rule("WS-21")
  protected final void page_ofAnEmptyWorkspace_isEmpty() {
    assertThat(owners(elsewhere()).page(Query.all()).items()).isEmpty();
  }

  @Test
  @Rule("WS-22")
  protected final void offset_ofAnotherWorkspace_isRefused() {
    Db there = elsewhere();
    owners(there).insert(Values.of("name", "a"));
    owners(there).insert(Values.of("name", "b"));
    Offset offset = owners(there).page(Query.all().size(1)).next().orElseThrow();
    assertThat(
            refused(
                    DaoException.Invalid.class,
                    () -> owners(elsewhere()).page(Query.all().size(1).after(offset)))
                .code())
        .isEqualTo(ErrorCode.INVALID_OFFSET);
  }

  @Test
  @Rule("WS-23")
  protected final void insertAll_staysInTheWorkspace() {
    UUID workspace = UUID.randomUUID();
    List<Entity> made =
        owners(db().in(Key.of(workspace)))
            .insertAll(List.of(Values.of("name", "a"), Values.of("name", "b")));
    assertThat(made).extracting(Entity::workspace).containsOnly(workspace);
  }

  @Test
  @Rule("WS-24")
  protected final void uniqueAcrossWorkspaces_isThereOnceInAll() {
    String site = unique("s");
    Db there = elsewhere();
    dao(KitSchemas.BADGES).insert(Values.of("site", site));
    DaoException.Duplicate refusal =
        refused(
            DaoException.Duplicate.class,
            () -> there.dao(KitSchemas.BADGES).insert(Values.of("site", site)));
    assertThat(refusal.fields()).isEqualTo(Map.of("site", site));
  }

  @Test
  @Rule("WS-25")
  protected final void uniqueAcrossWorkspaces_ofAnother_isNotSeen() {
    String site = unique("s");
    Entity badge = dao(KitSchemas.BADGES).insert(Values.of("site", site));
    Key key = Key.by("site", site);
    Dao<Entity> there = elsewhere().dao(KitSchemas.BADGES);
    assertThat(dao(KitSchemas.BADGES).select(key)).contains(badge);
    assertThat(there.select(key)).isEmpty();
    assertThat(there.selectAll(List.of(key))).isEmpty();
    assertThat(there.delete(key)).isFalse();
    refused(DaoException.NotFound.class, () -> there.update(key, Values.of("text", "x")));
    refused(DaoException.Duplicate.class, () -> there.upsert(key, Values.of("text", "x")));
    assertThat(dao(KitSchemas.BADGES).require(badge.key())).isEqualTo(badge);
  }

  @Test
  @Rule("WS-26")
  protected final void uniqueAcrossWorkspaces_ofAnother_isOnNoPage() {
    String site = unique("s");
    dao(KitSchemas.BADGES).insert(Values.of("site", site));
    assertThat(elsewhere().dao(KitSchemas.BADGES).page(Query.where("site", site)).items())
        .isEmpty();
  }

  @Test
  @Rule("WS-27")
  protected final void schemaWithoutWorkspaces_isTheSameInEach() {
    Entity plain = dao(KitSchemas.PLAIN).insert(Values.of("name", unique("p")));
    Dao<Entity> there = elsewhere().dao(KitSchemas.PLAIN);
    assertThat(there.select(plain.key())).contains(plain);
    assertThat(plain.workspace()).isNull();
    refused(DaoException.Duplicate.class, () -> there.insert(Values.of("name", plain.get("name"))));
  }

  @Test
  @Rule("WS-28")
  protected final void change_tellsItsWorkspace() {
    UUID workspace = UUID.randomUUID();
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add)) {
      assertThat(subscription).isNotNull();
      Dao<Entity> owners = owners(db().in(Key.of(workspace)));
      Key key = owners.insert(Values.of("name", "a")).key();
      owners.update(key, Values.of("text", "x"));
      owners.delete(key);
    }
    assertThat(told)
        .hasSize(3)
        .allMatch(
            change ->
                workspace.equals(
                    Objects.requireNonNull(change.after().or(change::before).orElse(null))
                        .workspace()));
  }

  @Test
  @Rule("WS-29")
  @Requires(Capability.TRANSACTIONS)
  protected final void transaction_ofAWorkspace_staysInIt() {
    Db there = elsewhere();
    Entity owner = there.inTransaction(tx -> owners(tx).insert(Values.of("name", "a")));
    assertThat(owners(there).select(owner.key())).contains(owner);
    assertThat(owners().select(owner.key())).isEmpty();
  }
}
