/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes that triggers keep in {@code plinth_event}. Safe for use by many threads. */
final class PostgresEventLog implements EventLog {
  private final PostgresConnector connector;
  private final PostgresConfig config;

  PostgresEventLog(PostgresConnector connector, PostgresConfig config) {
    this.connector = connector;
    this.config = config;
  }

  @Override
  public Reader open(List<Table> tables, @Nullable String position) {
    try (PostgresSession session = connector.connect()) {
      requireTriggers(session, tables);
      // rows of a restored dump have numbers of transactions to come, and would be read for ever
      session.execute(
          "DELETE FROM plinth_event WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())");
    }
    return new PostgresEventReader(connector, tables, config.eventRetention(), position);
  }

  private void requireTriggers(PostgresSession session, List<Table> tables) {
    for (Table table : tables) {
      if (session
          .query(
              "SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.tgname = 'plinth_event' AND c.relname = ? AND n.nspname = ?",
              table.name(),
              config.schema())
          .isEmpty()) {
        throw Failures.permanent(
            "table '"
                + table.name()
                + "' does not tell its changes: run in a migration what 'migrations ddl' prints for it",
            null);
      }
    }
  }

  @Override
  public int sweep(int limit) {
    try (PostgresSession session = connector.connect()) {
      return session
          .query(
              "DELETE FROM plinth_event WHERE seq = ANY (ARRAY(SELECT seq FROM plinth_event WHERE at < clock_timestamp() - (? * interval '1 millisecond') ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)) RETURNING 1",
              config.eventRetention().toMillis(),
              limit)
          .size();
    }
  }
}
