/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import com.google.inject.AbstractModule;
import dev.plinth.dao.spi.Strategy;
import java.util.Objects;

/** Binds the PostgreSQL strategy for Guice. */
public final class PostgresModule extends AbstractModule {
  private final PostgresConfig config;

  private PostgresModule(PostgresConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns the module for a configuration. */
  public static PostgresModule of(PostgresConfig config) {
    return new PostgresModule(config);
  }

  @Override
  protected void configure() {
    bind(Strategy.class).toInstance(PostgresStrategy.of(config));
  }
}
