/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.dao.Db;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.migrations.Command;
import dev.plinth.migrations.Migrations;
import dev.plinth.postgres.PostgresConfig;
import dev.plinth.postgres.PostgresStrategy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway's database for a test: a schema of its own in the one PostgreSQL of the run, made by
 * the migrations.
 */
final class GatewayDatabase implements AutoCloseable {
  private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final PostgresStrategy strategy;
  private final Db db;

  GatewayDatabase() {
    String schema = "g" + Long.toString(System.nanoTime(), 36) + "_" + SCHEMAS.incrementAndGet();
    strategy = PostgresStrategy.of(PostgresConfig.of(POSTGRES.url()).withSchema(schema));
    Migrations migrations = Migrations.of(strategy, List.of(Gateway.migrations()));
    migrations.run(migrations.plan(Command.BOOTSTRAP));
    db = Db.on(strategy).schemas(Gateway.schemas()).open();
  }

  Db db() {
    return db;
  }

  PostgresStrategy strategy() {
    return strategy;
  }

  void empty() {
    Table.of(Gateway.schemas()).values().stream()
        .map(strategy::store)
        .forEach(EntityStore::truncate);
  }

  @Override
  public void close() {
    db.close();
  }
}
