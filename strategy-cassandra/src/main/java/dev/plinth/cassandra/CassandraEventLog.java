/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Table;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of all nodes, each of which writes a log of its own. Safe for use by many threads.
 */
final class CassandraEventLog implements EventLog {
  private final CassandraSessions sessions;
  private final CassandraEvents events;
  private final Clock clock;

  CassandraEventLog(CassandraSessions sessions, CassandraEvents events, Clock clock) {
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Reader open(List<Table> tables, @Nullable String position) {
    List<CassandraStatements> followed =
        tables.stream()
            .map(
                table ->
                    new CassandraStatements(sessions, table, clock, events, CassandraSteps.NONE))
            .toList();
    CassandraEventReader reader = new CassandraEventReader(sessions, events, followed, clock);
    if (position == null) {
      reader.begin();
    } else {
      reader.resume(position);
    }
    return reader;
  }
}
