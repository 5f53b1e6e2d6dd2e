/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Change;
import dev.plinth.dao.Changes;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes: what subscribers are told of, and what not. */
public abstract non-sealed class ChangeContract extends Contract {
  /** For authors to extend. */
  protected ChangeContract() {}

  private List<Change> told(Runnable work) {
    return told(KitSchemas.OWNERS, work);
  }

  private List<Change> told(String schema, Runnable work) {
    List<Change> told = new ArrayList<>();
    try (Changes.Subscription subscription = db().changes().subscribe(schema, told::add)) {
      assertThat(subscription).isNotNull();
      work.run();
    }
    return told;
  }

  private static Change only(List<Change> told) {
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  @Test
  @Rule("CHANGE-01")
  protected final void insert_isToldAsCreated() {
    String name = unique("c");
    Change change = only(told(() -> owners().insert(Values.of("name", name))));
    assertThat(change.kind()).isEqualTo(Change.Kind.CREATED);
    assertThat(change.before()).isEmpty();
    assertThat(change.after()).isEqualTo(owners().select(Key.by("name", name)));
  }

  @Test
  @Rule("CHANGE-02")
  protected final void update_isToldWithBothStates() {
    Entity owner = owner();
    Change change = only(told(() -> owners().update(owner.key(), Values.of("text", "x"))));
    assertThat(change.kind()).isEqualTo(Change.Kind.UPDATED);
    assertThat(change.before()).contains(owner);
    assertThat(change.after()).isEqualTo(owners().select(owner.key()));
  }

  @Test
  @Rule("CHANGE-03")
  protected final void delete_isToldWithTheOldState() {
    Entity owner = owner();
    Change change = only(told(() -> owners().delete(owner.key())));
    assertThat(change.kind()).isEqualTo(Change.Kind.DELETED);
    assertThat(change.before()).contains(owner);
    assertThat(change.after()).isEmpty();
  }

  @Test
  @Rule("CHANGE-04")
  protected final void upsert_ofNothing_isToldAsCreated() {
    Values values = Values.of("name", unique("c"));
    Change change = only(told(() -> owners().upsert(Key.of(UUID.randomUUID()), values)));
    assertThat(change.kind()).isEqualTo(Change.Kind.CREATED);
    assertThat(change.before()).isEmpty();
  }

  @Test
  @Rule("CHANGE-05")
  protected final void upsert_ofWhatIsThere_isToldWithBothStates() {
    Entity owner = owner();
    Change change = only(told(() -> owners().upsert(owner.key(), Values.of("name", unique("c")))));
    assertThat(change.kind()).isEqualTo(Change.Kind.UPDATED);
    assertThat(change.before()).contains(owner);
    assertThat(change.after()).isEqualTo(owners().select(owner.key()));
  }

  @Test
  @Rule("CHANGE-06")
  protected final void upsertByAUniqueValue_isToldWithBothStates() {
    Entity owner = owner();
    Key name = Key.by("name", owner.get("name"));
    Change change = only(told(() -> owners().upsert(name, Values.of("text", "x"))));
    assertThat(change.before()).contains(owner);
    assertThat(change.after()).isEqualTo(owners().select(owner.key()));
  }

  @Test
  @Rule("CHANGE-07")
  protected final void insertAll_isToldOneByOneInOrder() {
    List<Values> rows = List.of(Values.of("name", unique("c")), Values.of("name", unique("c")));
    List<Change> told = told(() -> owners().insertAll(rows));
    assertThat(told)
        .extracting(change -> change.after().orElseThrow().get("name"))
        .containsExactly(rows.get(0).get("name"), rows.get(1).get("name"));
  }

  @Test
  @Rule("CHANGE-08")
  protected final void change_tellsSchemaAndKey() {
    Entity owner = owner();
    Change change = only(told(() -> owners().delete(owner.key())));
    assertThat(change.schema()).isEqualTo(KitSchemas.OWNERS);
    assertThat(change.key()).isEqualTo(owner.key());
    assertThat(change.isLocal()).isTrue();
  }

  @Test
  @Rule("CHANGE-09")
  protected final void change_ofAnotherSchema_isNotTold() {
    assertThat(told(() -> things().insert(Values.none()))).isEmpty();
  }

  @Test
  @Rule("CHANGE-10")
  protected final void silentWrites_areNotTold() {
    assertThat(
            told(
                () -> {
                  WriteOptions silent = WriteOptions.silent();
                  Key key = owners().insert(Values.of("name", unique("c")), silent).key();
                  owners().update(key, Values.of("text", "x"), silent);
                  owners().upsert(key, Values.of("name", unique("c")), silent);
                  owners().delete(key, silent);
                  owners().insertAll(List.of(Values.of("name", unique("c"))), silent);
                }))
        .isEmpty();
  }

  @Test
  @Rule("CHANGE-11")
  protected final void refusedWrites_areNotTold() {
    Entity owner = owner();
    dao(KitSchemas.NOTES).insert(Values.of("about", owner.key()));
    assertThat(
            told(
                () -> {
                  refused(
                      DaoException.Duplicate.class,
                      () -> owners().insert(Values.of("name", owner.get("name"))));
                  refused(
                      DaoException.SchemaViolation.class,
                      () -> owners().update(owner.key(), Values.of("count", "x")));
                  refused(DaoException.Referenced.class, () -> owners().delete(owner.key()));
                }))
        .isEmpty();
  }

  @Test
  @Rule("CHANGE-12")
  protected final void deleteOfNothing_isNotTold() {
    assertThat(told(() -> owners().delete(Key.of(UUID.randomUUID())))).isEmpty();
  }

  @Test
  @Rule("CHANGE-13")
  protected final void changeToTheSameValues_isToldAll() {
    Entity owner = owner();
    assertThat(told(() -> owners().update(owner.key(), Values.none()))).hasSize(1);
  }

  @Test
  @Rule("CHANGE-14")
  protected final void change_isVisibleWhenItIsTold() {
    List<Boolean> seen = new ArrayList<>();
    try (var subscription =
        db().changes()
            .subscribe(
                KitSchemas.OWNERS,
                change -> seen.add(owners().select(change.key()).equals(change.after())))) {
      assertThat(subscription).isNotNull();
      Key key = owners().insert(Values.of("name", unique("c"))).key();
      owners().update(key, Values.of("text", "x"));
      owners().delete(key);
    }
    assertThat(seen).containsExactly(true, true, true);
  }

  @Test
  @Rule("CHANGE-15")
  protected final void subscriber_thatThrows_undoesNothingAndOthersAreTold() {
    try (var subscription =
        db().changes()
            .subscribe(
                KitSchemas.OWNERS,
                change -> {
                  throw new IllegalStateException("a subscriber's own trouble");
                })) {
      assertThat(subscription).isNotNull();
      List<Change> told = told(this::owner);
      assertThat(owners().select(only(told).key())).isPresent();
    }
  }

  @Test
  @Rule("CHANGE-16")
  protected final void subscription_closed_isToldNoMore() {
    List<Change> told = new ArrayList<>();
    Changes.Subscription subscription = db().changes().subscribe(KitSchemas.OWNERS, told::add);
    subscription.close();
    owner();
    assertThat(told).isEmpty();
  }

  @Test
  @Rule("CHANGE-17")
  protected final void states_areAsASelectReturnsThem() {
    Dao<Entity> secrets = dao(KitSchemas.SECRETS);
    Entity secret = secrets.insert(Values.of("word", unique("W")));
    Change change =
        only(told(KitSchemas.SECRETS, () -> secrets.update(secret.key(), Values.of("text", "x"))));
    assertThat(change.before()).contains(secret);
    assertThat(change.after()).isEqualTo(secrets.select(secret.key()));
    Change removal = only(told(KitSchemas.SECRETS, () -> secrets.delete(secret.key())));
    assertThat(removal.before()).isEqualTo(change.after());
  }
}
