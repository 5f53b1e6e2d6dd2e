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
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Several writes as one. */
public abstract non-sealed class TransactionContract extends Contract {
  private static final long GLANCE_MILLIS = 200;

  /** For authors to extend. */
  protected TransactionContract() {}

  private static Dao<Entity> owners(Db tx) {
    return tx.dao(KitSchemas.OWNERS);
  }

  private void undone(Consumer<Db> work) {
    assertThatThrownBy(
            () ->
                db().useTransaction(
                        tx -> {
                          work.accept(tx);
                          throw new IllegalStateException("undo");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("undo");
  }

  @Test
  @Rule("TX-01")
  @Requires(Capability.TRANSACTIONS)
  protected final void committed_allIsThere() {
    Entity owner = owner();
    Entity gone = owner();
    List<Entity> made =
        db().inTransaction(
                tx -> {
                  owners(tx).update(owner.key(), Values.of("text", "x"));
                  owners(tx).delete(gone.key());
                  Entity one = owners(tx).insert(Values.of("name", unique("x")));
                  return List.of(
                      one, tx.dao(KitSchemas.THINGS).insert(Values.of("owner", one.key())));
                });
    assertThat(owners().select(made.get(0).key())).contains(made.get(0));
    assertThat(things().select(made.get(1).key())).contains(made.get(1));
    assertThat(owners().require(owner.key()).get("text")).isEqualTo("x");
    assertThat(owners().select(gone.key())).isEmpty();
  }

  @Test
  @Rule("TX-02")
  @Requires(Capability.TRANSACTIONS)
  protected final void undone_everyWriteIs() {
    Entity owner = owner();
    Entity kept = owner();
    String name = unique("x");
    undone(
        tx -> {
          owners(tx).update(owner.key(), Values.of("text", "x"));
          owners(tx).delete(kept.key());
          owners(tx).upsert(Key.by("name", name), Values.of("text", "x"));
          owners(tx).insertAll(List.of(Values.of("name", unique("x"))));
        });
    assertThat(owners().require(owner.key())).isEqualTo(owner);
    assertThat(owners().require(kept.key())).isEqualTo(kept);
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("TX-03")
  @Requires(Capability.TRANSACTIONS)
  protected final void inside_onesOwnWritesAreSeenByEveryRead() {
    String tag = unique("t");
    db().useTransaction(
            tx -> {
              Entity owner =
                  owners(tx).insert(Values.of("name", unique("x")).and("tags", List.of(tag)));
              assertThat(owners(tx).select(owner.key())).contains(owner);
              assertThat(owners(tx).select(Key.by("name", owner.get("name")))).contains(owner);
              assertThat(owners(tx).selectAll(List.of(owner.key()))).hasSize(1);
              assertThat(owners(tx).page(Query.taggedAll(tag)).items()).containsExactly(owner);
              owners(tx).delete(owner.key());
              assertThat(owners(tx).select(owner.key())).isEmpty();
            });
  }

  @Test
  @Rule("TX-04")
  @Requires(Capability.TRANSACTIONS)
  protected final void outside_nothingIsSeenBeforeTheCommit() {
    Key[] made = new Key[1];
    CompletableFuture<Optional<Entity>> seen =
        db().inTransaction(
                tx -> {
                  made[0] = owners(tx).insert(Values.of("name", unique("x"))).key();
                  CompletableFuture<Optional<Entity>> glance =
                      CompletableFuture.supplyAsync(() -> owners().select(made[0]));
                  try {
                    assertThat(glance.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS)).isEmpty();
                  } catch (TimeoutException e) {
                    // a store may let readers wait for the commit
                  } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                  }
                  return glance;
                });
    assertThat(seen.join().map(Entity::key)).isIn(Optional.empty(), Optional.of(made[0]));
    assertThat(owners().select(made[0])).isPresent();
  }

  @Test
  @Rule("TX-05")
  @Requires(Capability.TRANSACTIONS)
  protected final void changes_areToldAfterTheCommitInOrder() {
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add)) {
      assertThat(subscription).isNotNull();
      Key key =
          db().inTransaction(
                  tx -> {
                    Key inside = owners(tx).insert(Values.of("name", unique("x"))).key();
                    owners(tx).update(inside, Values.of("text", "x"));
                    assertThat(told).isEmpty();
                    return inside;
                  });
      assertThat(told).allMatch(change -> change.key().equals(key));
    }
    assertThat(told)
        .extracting(Change::kind)
        .containsExactly(Change.Kind.CREATED, Change.Kind.UPDATED);
  }

  @Test
  @Rule("TX-06")
  @Requires(Capability.TRANSACTIONS)
  protected final void changes_undone_areNotTold() {
    List<Change> told = new ArrayList<>();
    try (var subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add)) {
      assertThat(subscription).isNotNull();
      undone(tx -> owners(tx).insert(Values.of("name", unique("x"))));
    }
    assertThat(told).isEmpty();
  }

  @Test
  @Rule("TX-07")
  @Requires(Capability.TRANSACTIONS)
  protected final void transactionInside_joinsTheOneAround() {
    String name = unique("x");
    undone(
        tx -> {
          assertThat(
                  tx.<Entity>inTransaction(inner -> owners(inner).insert(Values.of("name", name))))
              .isNotNull();
          assertThat(owners(tx).select(Key.by("name", name))).isPresent();
        });
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("TX-08")
  @Requires(Capability.TRANSACTIONS)
  protected final void daoFromOutside_usedInside_throws() {
    Entity owner = owner();
    db().useTransaction(
            tx ->
                assertThatThrownBy(() -> owners().select(owner.key()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this thread is in a transaction"));
    assertThat(owners().select(owner.key())).contains(owner);
  }

  @Test
  @Rule("TX-09")
  @Requires(Capability.TRANSACTIONS)
  protected final void refusalInside_undoesItselfAlone() {
    Entity owner = owner();
    String name = unique("x");
    db().useTransaction(
            tx -> {
              owners(tx).insert(Values.of("name", name));
              refused(
                  DaoException.Duplicate.class,
                  () -> owners(tx).insert(Values.of("name", owner.get("name"))));
              refused(
                  DaoException.Dangling.class,
                  () ->
                      tx.dao(KitSchemas.NOTES)
                          .insert(Values.of("about", Key.of(java.util.UUID.randomUUID()))));
              owners(tx).update(owner.key(), Values.of("text", "after"));
            });
    assertThat(owners().select(Key.by("name", name))).isPresent();
    assertThat(owners().require(owner.key()).get("text")).isEqualTo("after");
  }

  @Test
  @Rule("TX-10")
  @Requires(Capability.TRANSACTIONS)
  protected final void refusalInside_thatIsNotCaught_undoesAll() {
    Entity owner = owner();
    String name = unique("x");
    refused(
        DaoException.Duplicate.class,
        () ->
            db().useTransaction(
                    tx -> {
                      owners(tx).insert(Values.of("name", name));
                      owners(tx).insert(Values.of("name", owner.get("name")));
                    }));
    assertThat(owners().select(Key.by("name", name))).isEmpty();
  }

  @Test
  @Rule("TX-11")
  @Requires(Capability.TRANSACTIONS)
  protected final void uniqueValue_freedInside_canBeTakenInside() {
    Entity owner = owner();
    Entity other =
        db().inTransaction(
                tx -> {
                  owners(tx).delete(owner.key());
                  return owners(tx).insert(Values.of("name", owner.get("name")));
                });
    assertThat(owners().select(Key.by("name", owner.get("name")))).contains(other);
  }

  @Test
  @Rule("TX-12")
  @Requires(Capability.TRANSACTIONS)
  protected final void cascadeInside_undone_bringsAllBack() {
    Entity owner = owner();
    Entity thing = things().insert(Values.of("owner", owner.key()));
    Entity item = dao(KitSchemas.ITEMS).insert(Values.of("owner", owner.key()));
    undone(tx -> assertThat(owners(tx).delete(owner.key())).isTrue());
    assertThat(owners().select(owner.key())).contains(owner);
    assertThat(things().select(thing.key())).contains(thing);
    assertThat(dao(KitSchemas.ITEMS).select(item.key())).contains(item);
  }

  @Test
  @Rule("TX-13")
  @Requires(Capability.TRANSACTIONS)
  protected final void expiredRow_inside_blocksNothing() {
    Entity thing = backend().expired().thing();
    Entity made =
        db().inTransaction(
                tx -> {
                  Dao<Entity> things = tx.dao(KitSchemas.THINGS);
                  things.upsert(thing.key(), Values.none());
                  return things.insert(Values.of("code", thing.get("code")));
                });
    assertThat(things().select(made.key())).contains(made);
    assertThat(things().select(thing.key())).isPresent();
  }

  @Test
  @Rule("TX-14")
  @Requires(Capability.TRANSACTIONS)
  protected final void transactionsAtOnce_countingOneRow_loseNoCount() {
    Key key = owners().insert(Values.of("name", unique("x")).and("count", 0L)).key();
    Race.run(
        4,
        () -> {
          for (int i = 0; i < 3; ) {
            try {
              db().useTransaction(
                      tx -> {
                        Entity seen = owners(tx).require(key);
                        Long count = seen.get("count", Long.class);
                        owners(tx)
                            .update(
                                key,
                                Values.of("count", (count == null ? 0 : count) + 1),
                                dev.plinth.dao.WriteOptions.ifMatch(seen.etag()));
                      });
              i++;
            } catch (DaoException.Changed e) {
              // somebody was faster: look again
            }
          }
          return true;
        });
    assertThat(owners().require(key).get("count")).isEqualTo(12L);
  }

  @Test
  @Rule("TX-15")
  @Requires(value = Capability.TRANSACTIONS, absent = true)
  protected final void lacking_isToldAndRefused() {
    assertThat(db().supports(Capability.TRANSACTIONS)).isFalse();
    DaoException.Unsupported refusal =
        refused(DaoException.Unsupported.class, () -> db().useTransaction(tx -> {}));
    assertThat(refusal.capability()).isEqualTo(Capability.TRANSACTIONS);
    assertThat(refusal.message())
        .isEqualTo("strategy '" + strategy().name() + "' has no transactions");
  }
}
