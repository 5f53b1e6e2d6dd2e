/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.UUID;
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
        CreateContract,
        ReadContract,
        UpdateContract,
        UpsertContract,
        DeleteContract,
        PageContract,
        EventContract {
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

  final Dao<Entity> dao(String schema) {
    return db().dao(schema);
  }

  final Dao<Entity> owners() {
    return dao(KitSchemas.OWNERS);
  }

  final Dao<Entity> things() {
    return dao(KitSchemas.THINGS);
  }

  final Table table(String schema) {
    return Objects.requireNonNull(Table.of(KitSchemas.all()).get(schema));
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
}
