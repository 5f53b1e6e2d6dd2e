/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.util.Types;
import java.util.List;
import java.util.Objects;

/**
 * Binds a {@link Db} and the {@code Dao<R>} of record classes for Guice. The only class here that
 * needs Guice; the rest works without.
 */
public final class PlinthModule extends AbstractModule {
  private final Db db;
  private final List<Class<? extends Record>> records;

  private PlinthModule(Db db, List<Class<? extends Record>> records) {
    this.db = Objects.requireNonNull(db, "db");
    this.records = List.copyOf(records);
  }

  /**
   * Returns the module for a registry and record classes, each a view of a schema by {@link
   * EntityOf}.
   */
  public static PlinthModule of(Db db, List<Class<? extends Record>> records) {
    return new PlinthModule(db, records);
  }

  @Override
  protected void configure() {
    bind(Db.class).toInstance(db);
    records.forEach(this::bindDao);
  }

  @SuppressWarnings("unchecked") // Dao<R> is what the type literal says
  private <R extends Record> void bindDao(Class<R> record) {
    bind((Key<Dao<R>>) Key.get(Types.newParameterizedType(Dao.class, record)))
        .toInstance(db.dao(record));
  }
}
