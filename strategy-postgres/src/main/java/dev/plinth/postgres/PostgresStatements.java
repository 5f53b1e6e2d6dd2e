/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Table;

/** All statements of one table, each made once. Safe for use by many threads. */
final class PostgresStatements {
  private final Table table;
  private final PostgresReads reads;
  private final PostgresWrites writes;

  PostgresStatements(PostgresConfiguration configuration, Table table, String prefix) {
    this.table = table;
    this.reads = new PostgresReads(configuration, table, prefix);
    this.writes = new PostgresWrites(configuration, table, prefix);
  }

  Table table() {
    return table;
  }

  PostgresReads reads() {
    return reads;
  }

  PostgresWrites writes() {
    return writes;
  }
}
