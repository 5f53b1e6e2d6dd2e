/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All workspaces at once: only on request, and to read. */
public abstract non-sealed class AcrossContract extends Contract {
  /** For authors to extend. */
  protected AcrossContract() {}

  private Dao<Entity> everywhere(String schema) {
    return db().acrossWorkspaces().dao(schema);
  }

  @Test
  @Rule("ACROSS-01")
  protected final void select_byPrimaryKey_findsThatOfAnyWorkspace() {
    UUID workspace = UUID.randomUUID();
    Entity owner = db().in(Key.of(workspace)).dao(KitSchemas.OWNERS).insert(Values.of("name", "a"));
    assertThat(everywhere(KitSchemas.OWNERS).require(owner.key()).workspace()).isEqualTo(workspace);
  }

  @Test
  @Rule("ACROSS-02")
  protected final void select_byAValueUniqueAcrossWorkspaces_findsIt() {
    String site = unique("s");
    Entity badge = elsewhere().dao(KitSchemas.BADGES).insert(Values.of("site", site));
    assertThat(everywhere(KitSchemas.BADGES).select(Key.by("site", site))).contains(badge);
  }

  @Test
  @Rule("ACROSS-03")
  protected final void select_byAValueUniqueInAWorkspaceOnly_isRefused() {
    for (Key key :
        List.of(Key.by("name", "a"), Key.by(Values.of("kind", "k").and("owner", null)))) {
      String schema = key.size() == 1 ? KitSchemas.OWNERS : KitSchemas.PAIRS;
      DaoException.Invalid refusal =
          refused(DaoException.Invalid.class, () -> everywhere(schema).select(key));
      assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_UNIQUE_GLOBAL);
      assertThat(refusal.message())
          .isEqualTo("unique key " + key.names().get(0) + " is invalid for global query");
    }
  }

  @Test
  @Rule("ACROSS-04")
  protected final void page_holdsEntitiesOfEveryWorkspace() {
    String tag = unique("t");
    Values owner = Values.of("name", "a").and("tags", List.of(tag));
    Entity one = elsewhere().dao(KitSchemas.OWNERS).insert(owner);
    Entity other = elsewhere().dao(KitSchemas.OWNERS).insert(owner);
    assertThat(walk(everywhere(KitSchemas.OWNERS), Query.taggedAll(tag).size(1)))
        .containsExactlyInAnyOrder(one.key(), other.key());
  }

  @Test
  @Rule("ACROSS-05")
  protected final void page_byAFieldIndexedInAWorkspaceOnly_isRefused() {
    assertThat(
            refused(
                    DaoException.Invalid.class,
                    () -> everywhere(KitSchemas.ITEMS).page(Query.where("colour", "red")))
                .code())
        .isEqualTo(ErrorCode.INVALID_UNIQUE_GLOBAL);
  }

  @Test
  @Rule("ACROSS-06")
  protected final void write_isRefusedAndChangesNothing() {
    Entity owner = owner();
    Dao<Entity> owners = everywhere(KitSchemas.OWNERS);
    Values values = Values.of("name", unique("x"));
    refused(DaoException.Invalid.class, () -> owners.insert(values));
    refused(DaoException.Invalid.class, () -> owners.insertAll(List.of(values)));
    refused(DaoException.Invalid.class, () -> owners.update(owner.key(), values));
    refused(DaoException.Invalid.class, () -> owners.upsert(owner.key(), values));
    assertThat(refused(DaoException.Invalid.class, () -> owners.delete(owner.key())).message())
        .isEqualTo(
            "invalid option (workspace: 'tck_owners' is written in one workspace, not across all)");
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("ACROSS-07")
  protected final void schemaWithoutWorkspaces_isReadAndWrittenAsEver() {
    Db across = db().acrossWorkspaces();
    Entity plain = across.dao(KitSchemas.PLAIN).insert(Values.of("name", unique("p")));
    assertThat(across.dao(KitSchemas.PLAIN).select(Key.by("name", plain.get("name"))))
        .contains(plain);
    assertThat(across.dao(KitSchemas.PLAIN).delete(plain.key())).isTrue();
  }

  @Test
  @Rule("ACROSS-08")
  protected final void selectAll_findsThoseOfEveryWorkspace() {
    Entity one = owner();
    Entity other = elsewhere().dao(KitSchemas.OWNERS).insert(Values.of("name", "a"));
    assertThat(everywhere(KitSchemas.OWNERS).selectAll(List.of(one.key(), other.key())))
        .containsEntry(one.key(), one)
        .containsEntry(other.key(), other);
  }
}
