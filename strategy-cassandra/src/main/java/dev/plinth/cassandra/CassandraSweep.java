/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.dao.spi.Table;
import java.util.List;

/** Removes rows of one table that have expired. Safe for use by many threads. */
final class CassandraSweep {
  private final CassandraRows rows;
  private final CassandraStore store;
  private final CassandraChildren children;
  private final CassandraCql expired;

  CassandraSweep(CassandraSessions sessions, CassandraStatements statements, CassandraStore store) {
    Table table = statements.table();
    CassandraColumns columns = new CassandraColumns(sessions.config().keyspace(), table);
    this.rows = statements.rows();
    this.store = store;
    this.children = statements.children();
    this.expired =
        new CassandraCql(
            sessions,
            table.name(),
            "SELECT "
                + columns.selected()
                + " FROM "
                + columns.name()
                + " WHERE "
                + CassandraNames.EXPIRES
                + " <= ? ALLOW FILTERING",
            CassandraCql.Kind.READ,
            List.of(CassandraColumns.any(CassandraColumns.INSTANT)));
  }

  /** Removes as many as the limit, and returns how many. */
  int expired(int limit) {
    int removed = 0;
    try {
      for (Row one : expired.page(Math.min(limit, 1_000), rows.now())) {
        CassandraRow row = rows.read(one);
        boolean free =
            row.state().isThere()
                && !row.state().isLive(rows.now())
                && !(children.arePossible() && children.find(row.values(), true) != null);
        if (free && store.deletes(row.values()) && ++removed == limit) {
          break;
        }
      }
    } catch (RuntimeException e) {
      throw expired.failure(e);
    }
    return removed;
  }
}
