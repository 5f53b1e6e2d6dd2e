/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of all forks of a run, so that contenders that are measured in processes of their
 * own meet the same server: two servers of one build differ by more than contenders do.
 */
final class ConsumerServer implements AutoCloseable {
  private static final String PROPERTY = "plinth.benchmarks.postgres";

  private final EmbeddedPostgres postgres = EmbeddedPostgres.start();

  private ConsumerServer() {}

  static ConsumerServer start() {
    return new ConsumerServer();
  }

  /** Returns what a forked process has to be started with. */
  String argument() {
    return "-D" + PROPERTY + "=" + postgres.url();
  }

  /** Returns the address of the server that was started for this process; null: none was. */
  static @Nullable String given() {
    return System.getProperty(PROPERTY);
  }

  @Override
  public void close() {
    postgres.close();
  }
}
