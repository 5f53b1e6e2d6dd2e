/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.SchemaSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * What all views of one registry share: the strategy, the flat tables, hooks, subscribers. Safe for
 * use by many threads.
 */
final class Core {
  final Strategy strategy;
  final SchemaSet schemas;
  final Map<String, Table> tables;
  final Map<String, Custom> customs;
  final Notifier notifier = new Notifier();

  /** How many transactions of this registry the thread is in. */
  final ThreadLocal<Integer> transactions = ThreadLocal.withInitial(() -> 0);

  private final Map<String, List<Hook>> hooks;
  private final Map<String, EntityStore> stores = new LinkedHashMap<>();
  private final Map<String, EntityStore> replicas = new LinkedHashMap<>();
  private final Map<String, Integer> ranks = new LinkedHashMap<>();

  /** An application's own DAO in front of a schema's. */
  record Custom(
      Class<? extends ForwardingDao> type,
      BiFunction<Dao<Entity>, Db, ? extends ForwardingDao> constructor) {}

  Core(
      Strategy strategy,
      SchemaSet schemas,
      Map<String, Custom> customs,
      Map<String, List<Hook>> hooks) {
    this.strategy = strategy;
    this.schemas = schemas;
    this.tables = Table.of(schemas);
    this.customs = Map.copyOf(customs);
    this.hooks = hooks;
    tables.forEach(
        (name, table) -> {
          stores.put(name, strategy.store(table));
          replicas.put(name, strategy.replica(table));
          ranks.put(name, ranks.size());
        });
  }

  Table table(String schema) {
    schemas.type(schema);
    return Objects.requireNonNull(tables.get(schema), schema);
  }

  EntityStore store(Table table) {
    return Objects.requireNonNull(stores.get(table.type().name()), table.name());
  }

  EntityStore replica(Table table) {
    return Objects.requireNonNull(replicas.get(table.type().name()), table.name());
  }

  /** Returns the table's place in an order in which those referred to come first. */
  int rank(Table table) {
    return Objects.requireNonNull(ranks.get(table.type().name()), table.name());
  }

  Hooks hooks(Table table) {
    return new Hooks(table.type(), hooks.getOrDefault(table.type().name(), List.of()));
  }
}
