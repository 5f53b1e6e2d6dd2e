/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Hook;
import dev.plinth.dao.Operation;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hooks: when they run, what they see, what they can refuse. */
public abstract non-sealed class HookContract extends Contract {
  /** For authors to extend. */
  protected HookContract() {}

  private Dao<Entity> owners(Hook hook) {
    return hooked(KitSchemas.OWNERS, hook).dao(KitSchemas.OWNERS);
  }

  private static Hook vetoing(Operation.Kind kind) {
    return NotingHook.before(
        operation -> {
          if (operation.kind() == kind) {
            throw new DaoException.Vetoed("not this " + kind);
          }
        });
  }

  private static String name(Operation operation) {
    return operation.before().map(entity -> entity.get("text")).orElse(null)
        + "->"
        + operation.after().map(entity -> entity.get("text")).orElse(null);
  }

  @Test
  @Rule("HOOK-01")
  protected final void insert_seesTheEntityComplete() {
    NotingHook hook = NotingHook.quiet();
    Entity made = owners(hook).insert(Values.of("name", unique("h")).and("text", "a"));
    assertThat(hook.before()).extracting(HookContract::name).containsExactly("null->a");
    assertThat(hook.before().get(0).after().orElseThrow().get("count")).isEqualTo(7L);
    assertThat(hook.after().get(0).after()).contains(made);
  }

  @Test
  @Rule("HOOK-02")
  protected final void update_seesBothStates() {
    NotingHook hook = NotingHook.quiet();
    Entity owner = owners().insert(Values.of("name", unique("h")).and("text", "a"));
    owners(hook).update(owner.key(), Values.of("text", "b"));
    assertThat(hook.before()).extracting(HookContract::name).containsExactly("a->b");
    assertThat(hook.after()).extracting(HookContract::name).containsExactly("a->b");
  }

  @Test
  @Rule("HOOK-03")
  protected final void upsert_seesWhatItReplaces() {
    NotingHook hook = NotingHook.quiet();
    Key key = Key.of(UUID.randomUUID());
    Values values = Values.of("name", unique("h"));
    owners(hook).upsert(key, values.and("text", "a"));
    owners(hook).upsert(key, values.and("text", "b"));
    assertThat(hook.after()).extracting(HookContract::name).containsExactly("null->a", "a->b");
    assertThat(hook.after()).extracting(Operation::kind).containsOnly(Operation.Kind.UPSERT);
  }

  @Test
  @Rule("HOOK-04")
  protected final void delete_seesWhatGoes() {
    NotingHook hook = NotingHook.quiet();
    Entity owner = owners().insert(Values.of("name", unique("h")).and("text", "a"));
    owners(hook).delete(owner.key());
    assertThat(hook.before()).extracting(HookContract::name).containsExactly("a->null");
    assertThat(hook.after()).extracting(HookContract::name).containsExactly("a->null");
  }

  @Test
  @Rule("HOOK-05")
  protected final void delete_ofNothing_isNoOperation() {
    NotingHook hook = NotingHook.quiet();
    owners(hook).delete(Key.of(UUID.randomUUID()));
    assertThat(hook.before()).isEmpty();
    assertThat(hook.after()).isEmpty();
  }

  @Test
  @Rule("HOOK-06")
  protected final void select_seesWhatIsFound() {
    NotingHook hook = NotingHook.quiet();
    Entity owner = owner();
    owners(hook).select(owner.key());
    owners(hook).select(Key.of(UUID.randomUUID()));
    assertThat(hook.before()).hasSize(2);
    assertThat(hook.after()).hasSize(1);
    assertThat(hook.after().get(0).after()).contains(owner);
  }

  @Test
  @Rule("HOOK-07")
  protected final void insertAll_isAnOperationForEach() {
    NotingHook hook = NotingHook.quiet();
    owners(hook)
        .insertAll(
            List.of(
                Values.of("name", unique("h")).and("text", "a"),
                Values.of("name", unique("h")).and("text", "b")));
    assertThat(hook.before()).extracting(HookContract::name).containsExactly("null->a", "null->b");
    assertThat(hook.after()).extracting(HookContract::name).containsExactly("null->a", "null->b");
  }

  @Test
  @Rule("HOOK-08")
  protected final void hooks_runInTheOrderOfTheirComing() {
    List<String> order = new ArrayList<>();
    Db db =
        registry()
            .schemas(KitSchemas.all())
            .hook(KitSchemas.OWNERS, NotingHook.before(operation -> order.add("one")))
            .hook(KitSchemas.OWNERS, NotingHook.before(operation -> order.add("two")))
            .open();
    db.dao(KitSchemas.OWNERS).insert(Values.of("name", unique("h")));
    assertThat(order).containsExactly("one", "two");
  }

  @Test
  @Rule("HOOK-09")
  protected final void hooks_afterOneThatRefuses_doNotRun() {
    NotingHook second = NotingHook.quiet();
    Db db =
        registry()
            .schemas(KitSchemas.all())
            .hook(KitSchemas.OWNERS, vetoing(Operation.Kind.INSERT))
            .hook(KitSchemas.OWNERS, second)
            .open();
    refused(
        DaoException.Vetoed.class,
        () -> db.dao(KitSchemas.OWNERS).insert(Values.of("name", unique("h"))));
    assertThat(second.before()).isEmpty();
  }

  @Test
  @Rule("HOOK-10")
  protected final void hook_ofAnotherSchema_doesNotRun() {
    NotingHook hook = NotingHook.quiet();
    hooked(KitSchemas.OWNERS, hook).dao(KitSchemas.THINGS).insert(Values.none());
    assertThat(hook.before()).isEmpty();
  }

  @Test
  @Rule("HOOK-11")
  protected final void veto_ofAnInsert_writesNothing() {
    String name = unique("h");
    DaoException.Vetoed refusal =
        refused(
            DaoException.Vetoed.class,
            () -> owners(vetoing(Operation.Kind.INSERT)).insert(Values.of("name", name)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.VETOED);
    assertThat(refusal.message()).isEqualTo("not this INSERT");
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("HOOK-12")
  protected final void veto_ofAnUpdate_changesNothing() {
    Entity owner = owner();
    refused(
        DaoException.Vetoed.class,
        () -> owners(vetoing(Operation.Kind.UPDATE)).update(owner.key(), Values.of("text", "x")));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("HOOK-13")
  protected final void veto_ofAnUpsert_changesNothing() {
    Entity owner = owner();
    Dao<Entity> owners = owners(vetoing(Operation.Kind.UPSERT));
    Values values = Values.of("text", "x");
    refused(DaoException.Vetoed.class, () -> owners.upsert(owner.key(), values));
    refused(
        DaoException.Vetoed.class, () -> owners.upsert(Key.by("name", owner.get("name")), values));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("HOOK-14")
  protected final void veto_ofADelete_deletesNothing() {
    Entity owner = owner();
    refused(
        DaoException.Vetoed.class,
        () -> owners(vetoing(Operation.Kind.DELETE)).delete(owner.key()));
    assertThat(owners().require(owner.key())).isEqualTo(owner);
  }

  @Test
  @Rule("HOOK-15")
  protected final void veto_ofARead_givesNothing() {
    Entity owner = owner();
    refused(
        DaoException.Vetoed.class,
        () -> owners(vetoing(Operation.Kind.SELECT)).select(owner.key()));
    refused(
        DaoException.Vetoed.class,
        () -> owners(vetoing(Operation.Kind.SELECT)).selectAll(List.of(owner.key())));
    refused(
        DaoException.Vetoed.class, () -> owners(vetoing(Operation.Kind.PAGE)).page(Query.all()));
  }

  @Test
  @Rule("HOOK-16")
  protected final void veto_ofOneOfManyInserts_writesNone() {
    String first = unique("h");
    Hook hook =
        NotingHook.before(
            operation -> {
              if (name(operation).equals("null->bad")) {
                throw new DaoException.Vetoed("bad");
              }
            });
    refused(
        DaoException.Vetoed.class,
        () ->
            owners(hook)
                .insertAll(
                    List.of(
                        Values.of("name", first),
                        Values.of("name", unique("h")).and("text", "bad"))));
    assertThat(owners().select(Key.by("name", first))).isEmpty();
  }

  @Test
  @Rule("HOOK-17")
  protected final void cascade_runsTheHooksOfTheChildren() {
    NotingHook hook = NotingHook.quiet();
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    hooked(KitSchemas.THINGS, hook).dao(KitSchemas.OWNERS).delete(owner.key());
    assertThat(hook.before()).hasSize(1);
    assertThat(hook.before().get(0).kind()).isEqualTo(Operation.Kind.DELETE);
    assertThat(hook.after().get(0).before()).contains(thing);
  }

  @Test
  @Rule("HOOK-18")
  protected final void setNull_runsTheHooksOfTheChildren() {
    NotingHook hook = NotingHook.quiet();
    Entity owner = owner();
    dao(KitSchemas.ITEMS).insert(Values.of("owner", owner.key()));
    hooked(KitSchemas.ITEMS, hook).dao(KitSchemas.OWNERS).delete(owner.key());
    assertThat(hook.before()).hasSize(1);
    assertThat(hook.before().get(0).kind()).isEqualTo(Operation.Kind.UPDATE);
    assertThat(hook.after().get(0).after().orElseThrow().get("owner")).isNull();
  }

  @Test
  @Rule("HOOK-19")
  @Requires(Capability.TRANSACTIONS)
  protected final void veto_ofAChildsDelete_undoesTheCascade() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Key label = dao(KitSchemas.LABELS).insert(Values.of("thing", thing.key())).key();
    Db vetoed = hooked(KitSchemas.THINGS, vetoing(Operation.Kind.DELETE));
    refused(DaoException.Vetoed.class, () -> vetoed.dao(KitSchemas.OWNERS).delete(owner.key()));
    assertThat(owners().select(owner.key())).contains(owner);
    assertThat(things().select(thing.key())).contains(thing);
    assertThat(dao(KitSchemas.LABELS).select(label)).isPresent();
  }

  @Test
  @Rule("HOOK-20")
  @Requires(value = Capability.TRANSACTIONS, absent = true)
  protected final void veto_ofAChildsDelete_leavesChildAndParent() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Db vetoed = hooked(KitSchemas.THINGS, vetoing(Operation.Kind.DELETE));
    refused(DaoException.Vetoed.class, () -> vetoed.dao(KitSchemas.OWNERS).delete(owner.key()));
    assertThat(owners().select(owner.key())).contains(owner);
    assertThat(things().select(thing.key())).contains(thing);
  }

  @Test
  @Rule("HOOK-21")
  protected final void afterHook_thatThrows_undoesNothingAndTellsNobody() {
    String name = unique("h");
    Db db =
        hooked(
            KitSchemas.OWNERS,
            NotingHook.after(
                operation -> {
                  throw new IllegalStateException("a hook's own trouble");
                }));
    List<Change> told = new ArrayList<>();
    db.changes().subscribe(KitSchemas.OWNERS, told::add);
    assertThatThrownBy(() -> db.dao(KitSchemas.OWNERS).insert(Values.of("name", name)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a hook's own trouble");
    assertThat(owners().select(Key.by("name", name))).isPresent();
    assertThat(told).isEmpty();
  }

  @Test
  @Rule("HOOK-22")
  protected final void beforeHook_thatThrows_isThrownAsItIsAndNothingWritten() {
    String name = unique("h");
    Hook hook =
        NotingHook.before(
            operation -> {
              throw new IllegalStateException("a hook's own trouble");
            });
    assertThatThrownBy(() -> owners(hook).insert(Values.of("name", name)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("HOOK-23")
  protected final void update_ofARowDeletedByItsHook_isNotFoundAndStaysGone() {
    Entity owner = owner();
    Hook hook = NotingHook.before(operation -> owners().delete(owner.key()));
    refused(
        DaoException.NotFound.class,
        () -> owners(hook).update(owner.key(), Values.of("text", "x")));
    assertThat(owners().select(owner.key())).isEmpty();
  }

  @Test
  @Rule("HOOK-24")
  protected final void update_ofARowChangedByItsHook_isMergedWithTheChange() {
    Entity owner = owner();
    List<String> once = new ArrayList<>();
    Hook hook =
        NotingHook.before(
            operation -> {
              if (once.isEmpty()) {
                once.add("changed");
                owners().update(owner.key(), Values.of("count", 1L));
              }
            });
    owners(hook).update(owner.key(), Values.of("text", "x"));
    assertThat(owners().require(owner.key()).get("count")).isEqualTo(1L);
    assertThat(owners().require(owner.key()).get("text")).isEqualTo("x");
  }
}
