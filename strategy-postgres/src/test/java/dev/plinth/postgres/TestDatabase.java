/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL of a test run, and schemas in it for those who ask. */
final class TestDatabase {
  private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private TestDatabase() {}

  /** Returns the configuration for a schema of one's own. */
  static PostgresConfig config() {
    return config("t" + Long.toString(System.nanoTime(), 36) + "_" + SCHEMAS.incrementAndGet());
  }

  /** Returns the address of the server. */
  static String url() {
    return POSTGRES.url();
  }

  static PostgresConfig config(String schema) {
    return PostgresConfig.of(POSTGRES.url()).withSchema(schema);
  }
}
