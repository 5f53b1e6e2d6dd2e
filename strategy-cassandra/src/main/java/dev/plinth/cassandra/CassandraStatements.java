/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Table;
import java.time.Clock;

/** All that one table is read and written with, each made once. Safe for use by many threads. */
final class CassandraStatements {
  private final Table table;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraRows rows;
  private final CassandraLookup lookup;
  private final CassandraParents parents;
  private final CassandraChildren children;
  private final CassandraClaims claims;
  private final CassandraFencing fencing;
  private final CassandraEvents events;

  CassandraStatements(
      CassandraSessions sessions,
      Table table,
      Clock clock,
      CassandraEvents events,
      CassandraSteps steps) {
    CassandraColumns columns = new CassandraColumns(sessions.config().keyspace(), table);
    CassandraPatience patience = new CassandraPatience(sessions.config().patience());
    this.table = table;
    this.events = events;
    this.rows = new CassandraRows(table, clock);
    this.reads = new CassandraReads(sessions, table, columns, rows);
    this.writes = new CassandraWrites(sessions, table, columns, new CassandraTerms(table));
    this.lookup = new CassandraLookup(table, reads, rows);
    this.parents = new CassandraParents(sessions, table, clock, patience);
    this.children = new CassandraChildren(sessions, table, clock);
    this.claims =
        new CassandraClaims(table, reads, writes, rows, children, lookup, events, patience, steps);
    this.fencing = new CassandraFencing(reads, writes);
  }

  Table table() {
    return table;
  }

  CassandraReads reads() {
    return reads;
  }

  CassandraWrites writes() {
    return writes;
  }

  CassandraRows rows() {
    return rows;
  }

  CassandraLookup lookup() {
    return lookup;
  }

  CassandraParents parents() {
    return parents;
  }

  CassandraChildren children() {
    return children;
  }

  CassandraClaims claims() {
    return claims;
  }

  CassandraEvents events() {
    return events;
  }

  CassandraFencing fencing() {
    return fencing;
  }
}
