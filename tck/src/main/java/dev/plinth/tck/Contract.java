/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Hook;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A group of rules that every strategy keeps. Sealed, so that the kit knows them all: an author who
 * leaves one out is told which.
 */
@ExtendWith(TckExtension.class)
public abstract sealed class Contract
    permits LifecycleContract,
        ArgumentContract,
        ErrorContract,
        ViolationContract,
        ProcessContract,
        TypeContract,
        CollectionContract,
        CreateContract,
        ReadContract,
        UpdateContract,
        UpsertContract,
        DeleteContract,
        UniqueContract,
        ReferenceContract,
        CascadeContract,
        PageContract,
        OrderContract,
        LookupContract,
        TagsContract,
        TtlContract,
        WorkspaceContract,
        AcrossContract,
        BulkContract,
        TypedContract,
        ForwardingContract,
        HookContract,
        ChangeContract,
        TransactionContract,
        ConcurrencyContract,
        OrphanContract,
        HistoryContract,
        MutexContract,
        EventContract,
        DifferentialContract,
        CloseContract {
  private @Nullable Backend backend;

  Contract() {}

  @BeforeEach
  final void connect(Backend opened) {
    this.backend = opened;
  }

  final Backend backend() {
    if (backend == null) {
      throw new IllegalStateException(
          "the kit's extension did not run: annotate the outer class with @StrategyTck");
    }
    return backend;
  }

  final Strategy strategy() {
    return backend().strategy();
  }

  final Db db() {
    return backend().db();
  }

  /** Returns the registry in a workspace that no other rule uses. */
  final Db elsewhere() {
    return db().in(Key.of(UUID.randomUUID()));
  }

  /** Begins another registry on the same strategy, which leaves expired rows to the rules too. */
  final Db.Builder registry() {
    return Db.on(strategy()).sweepEvery(Duration.ZERO);
  }

  /** Returns another registry on the same rows, with a hook. */
  final Db hooked(String schema, Hook hook) {
    return registry().schemas(KitSchemas.all()).hook(schema, hook).open();
  }

  final Dao<Entity> dao(String schema) {
    return db().dao(schema);
  }

  final Dao<Entity> owners() {
    return dao(KitSchemas.OWNERS);
  }

  final Dao<Entity> things() {
    return dao(KitSchemas.THINGS);
  }

  /** Makes an owner with nothing but a name. */
  final Entity owner() {
    return owners().insert(Values.of("name", unique("owner")));
  }

  final Table table(String schema) {
    return KitSchemas.table(schema);
  }

  /** Returns an owner as the store itself gives it, with its version. */
  final Entity stored(Key key) {
    Table table = table(KitSchemas.OWNERS);
    return Objects.requireNonNull(strategy().store(table).select(table.primary(), key));
  }

  /** Returns a name that no other rule uses. */
  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  /** Returns the keys of the entities of a query, in the order in which they come. */
  static List<Key> walk(Dao<Entity> dao, Query query) {
    List<Key> keys = new ArrayList<>();
    dao.each(query).forEach(entity -> keys.add(entity.key()));
    return keys;
  }

  /** Returns the primary keys of entities. */
  static List<Key> keys(List<Entity> entities) {
    return entities.stream().map(Entity::key).toList();
  }

  /** Returns what the call is refused with, which must be of the family. */
  static <E extends DaoException> E refused(Class<E> family, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("what the call was refused with").isInstanceOf(family);
    return family.cast(Objects.requireNonNull(thrown));
  }
}
