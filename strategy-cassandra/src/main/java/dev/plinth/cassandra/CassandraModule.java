/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.google.inject.AbstractModule;
import dev.plinth.dao.spi.Strategy;
import java.util.Objects;

/** Binds the Cassandra strategy for Guice. */
public final class CassandraModule extends AbstractModule {
  private final CassandraConfig config;

  private CassandraModule(CassandraConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /** Returns the module for a configuration. */
  public static CassandraModule of(CassandraConfig config) {
    return new CassandraModule(config);
  }

  @Override
  protected void configure() {
    bind(Strategy.class).toInstance(CassandraStrategy.of(config));
  }
}
