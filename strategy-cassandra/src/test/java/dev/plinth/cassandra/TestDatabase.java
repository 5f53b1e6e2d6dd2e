/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.embedded.EmbeddedCassandra;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The one Cassandra of a test run, and keyspaces in it for those who ask. */
final class TestDatabase {
  private static final EmbeddedCassandra CASSANDRA = EmbeddedCassandra.start();
  private static final AtomicInteger KEYSPACES = new AtomicInteger();

  private TestDatabase() {}

  /** Returns the configuration for a keyspace of one's own. */
  static CassandraConfig config() {
    return config("t" + Long.toString(System.nanoTime(), 36) + "_" + KEYSPACES.incrementAndGet());
  }

  static CassandraConfig config(String keyspace) {
    return CassandraConfig.of(CASSANDRA.contactPoint(), CASSANDRA.localDatacenter())
        .withReplication(1)
        .withPatience(Duration.ofMillis(200))
        .withKeyspace(keyspace);
  }
}
