/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.ForwardingDao;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.dao.ReadOptions;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An application's own DAO in front of a schema's: it sees every call, however it is made. */
public abstract non-sealed class ForwardingContract extends Contract {
  /** For authors to extend. */
  protected ForwardingContract() {}

  /** Notes the operation that each call ends in. */
  static final class Noting extends ForwardingDao {
    private final List<String> calls = new ArrayList<>();
    private final Db registry;

    Noting(Dao<Entity> base, Db registry) {
      super(base);
      this.registry = registry;
    }

    long children(Key owner) {
      return registry.dao(KitSchemas.THINGS).count(Query.where("owner", owner));
    }

    @Override
    public Optional<Entity> select(Key key, ReadOptions options) {
      calls.add("select");
      return super.select(key, options);
    }

    @Override
    public Map<Key, Entity> selectAll(Collection<Key> keys, ReadOptions options) {
      calls.add("selectAll");
      return super.selectAll(keys, options);
    }

    @Override
    public Page<Entity> page(Query query, ReadOptions options) {
      calls.add("page");
      return super.page(query, options);
    }

    @Override
    public Entity insert(Values values, WriteOptions options) {
      calls.add("insert");
      return super.insert(values, options);
    }

    @Override
    public List<Entity> insertAll(List<Values> values, WriteOptions options) {
      calls.add("insertAll");
      return super.insertAll(values, options);
    }

    @Override
    public Entity update(Key key, Values changes, WriteOptions options) {
      calls.add("update");
      return super.update(key, changes, options);
    }

    @Override
    public Entity upsert(Key key, Values values, WriteOptions options) {
      calls.add("upsert");
      return super.upsert(key, values, options);
    }

    @Override
    public boolean delete(Key key, WriteOptions options) {
      calls.add("delete");
      return super.delete(key, options);
    }
  }

  private Db wrapped() {
    return registry()
        .schemas(KitSchemas.all())
        .dao(KitSchemas.OWNERS, Noting.class, Noting::new)
        .open();
  }

  private static List<String> calls(Db db, Runnable work) {
    List<String> calls = db.custom(Noting.class).calls;
    calls.clear();
    work.run();
    return calls;
  }

  @Test
  @Rule("FORWARD-01")
  protected final void everyReadOfAnEntity_isSeen() {
    Db db = wrapped();
    Dao<Entity> owners = db.dao(KitSchemas.OWNERS);
    Entity owner = owner();
    assertThat(calls(db, () -> owners.select(owner.key()))).containsExactly("select");
    assertThat(calls(db, () -> owners.select(owner.id()))).containsExactly("select");
    assertThat(calls(db, () -> owners.select(owners.ref(owner)))).containsExactly("select");
    assertThat(calls(db, () -> owners.require(owner.key()))).containsExactly("select");
    assertThat(calls(db, () -> owners.selectAll(List.of(owner.key()))))
        .containsExactly("selectAll");
  }

  @Test
  @Rule("FORWARD-02")
  protected final void everyWalk_isSeen() {
    Db db = wrapped();
    Dao<Entity> owners = db.dao(KitSchemas.OWNERS);
    Query query = Query.where("name", unique("nobody"));
    assertThat(calls(db, () -> owners.page(query))).containsExactly("page");
    assertThat(calls(db, () -> owners.each(query).forEach(owner -> {}))).containsExactly("page");
    assertThat(calls(db, () -> owners.stream(query).forEach(owner -> {}))).containsExactly("page");
  }

  @Test
  @Rule("FORWARD-03")
  protected final void everyWrite_isSeen() {
    Db db = wrapped();
    Dao<Entity> owners = db.dao(KitSchemas.OWNERS);
    Entity owner = owner();
    Values values = Values.of("name", unique("f"));
    assertThat(calls(db, () -> owners.insert(values))).containsExactly("insert");
    assertThat(calls(db, () -> owners.insertAll(List.of()))).containsExactly("insertAll");
    assertThat(calls(db, () -> owners.update(owner.key(), Values.of("text", "x"))))
        .containsExactly("update");
    assertThat(calls(db, () -> owners.upsert(owner.key(), Values.of("name", unique("f")))))
        .containsExactly("upsert");
    assertThat(calls(db, () -> owners.delete(owner.id()))).containsExactly("delete");
    assertThat(calls(db, () -> owners.delete(owners.ref(owner)))).containsExactly("delete");
  }

  @Test
  @Rule("FORWARD-04")
  protected final void writesOfWholeEntities_areSeen() {
    Db db = wrapped();
    Dao<Entity> owners = db.dao(KitSchemas.OWNERS);
    Entity owner = owner();
    Entity other = owner();
    owners().delete(other.key());
    assertThat(calls(db, () -> owners.insert(other))).containsExactly("insert");
    assertThat(calls(db, () -> owners.upsert(other))).containsExactly("upsert");
    Entity wanted = owners().update(owner.key(), Values.of("text", "x"));
    owners().update(owner.key(), Values.of("text", null));
    assertThat(calls(db, () -> owners.update(owner, wanted))).containsExactly("select", "update");
  }

  @Test
  @Rule("FORWARD-05")
  protected final void callsOfATypedView_areSeen() {
    Db db = wrapped();
    Dao<TypedContract.Owner> typed = db.dao(TypedContract.Owner.class);
    TypedContract.Owner owner = TypedContract.Owner.named(unique("f"));
    List<TypedContract.Owner> made = new ArrayList<>();
    assertThat(calls(db, () -> made.add(typed.insert(owner)))).containsExactly("insert");
    assertThat(calls(db, () -> typed.select(typed.ref(made.get(0))))).containsExactly("select");
    assertThat(calls(db, () -> typed.update(made.get(0), made.get(0).texted("x"))))
        .containsExactly("select", "select", "update");
    assertThat(calls(db, () -> typed.delete(typed.ref(made.get(0))))).containsExactly("delete");
  }

  @Test
  @Rule("FORWARD-06")
  protected final void ownOperations_useTheRegistry() {
    Db db = wrapped();
    Entity owner = owner();
    db.dao(KitSchemas.THINGS).insert(Values.of("owner", owner.key()));
    assertThat(db.custom(Noting.class).children(owner.key())).isEqualTo(1);
  }

  @Test
  @Rule("FORWARD-07")
  @Requires(Capability.TRANSACTIONS)
  protected final void ownDao_inATransaction_takesPart() {
    Db db = wrapped();
    Entity owner = owner();
    db.useTransaction(
        tx -> {
          tx.dao(KitSchemas.THINGS).insert(Values.of("owner", owner.key()));
          assertThat(tx.custom(Noting.class).children(owner.key())).isEqualTo(1);
        });
  }

  @Test
  @Rule("FORWARD-08")
  protected final void ownDao_inAWorkspace_isOfTheWorkspace() {
    Db there = wrapped().in(Key.of(UUID.randomUUID()));
    Entity owner = there.dao(KitSchemas.OWNERS).insert(Values.of("name", "a"));
    there.dao(KitSchemas.THINGS).insert(Values.of("owner", owner.key()));
    assertThat(there.custom(Noting.class).children(owner.key())).isEqualTo(1);
    assertThat(there.dao(KitSchemas.OWNERS)).isSameAs(there.custom(Noting.class));
  }

  @Test
  @Rule("FORWARD-09")
  protected final void ownDao_notRegistered_isRefusedWithTheWordsToUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> db().custom(Noting.class))
        .withMessageContaining("is not registered: hand it over with Db.Builder.dao");
  }
}
