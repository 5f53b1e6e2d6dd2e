/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.util.List;

/**
 * The deletes of rows that others may refer to, noted before they happen, so that what a crashed
 * writer has left referring to nothing is found. Safe for use by many threads.
 */
final class CassandraJournal {
  static final String TABLE = "plinth_sweep";

  /** How long an entry is kept when nobody sweeps. In seconds. */
  private static final int KEPT_SECONDS = 604_800;

  private static final int BUCKETS = 16;

  private final CassandraCql note;

  CassandraJournal(CassandraSessions sessions) {
    this.note =
        new CassandraCql(
            sessions,
            TABLE,
            "UPDATE "
                + CassandraColumns.name(sessions.config().keyspace(), TABLE)
                + " USING TTL "
                + KEPT_SECONDS
                + " SET at = toTimestamp(now()) WHERE entity = ? AND bucket = ? AND key = ?",
            CassandraCql.Kind.PLAIN,
            List.of(
                CassandraColumns.any(CassandraColumns.TEXT),
                CassandraColumns.any(com.datastax.oss.driver.api.core.type.codec.TypeCodecs.INT),
                CassandraColumns.any(CassandraColumns.TEXT)));
  }

  static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + TABLE
          + " (entity text, bucket int, key text, at timestamp, PRIMARY KEY ((entity, bucket), key))";

  /** Notes that a row is about to be deleted. */
  void note(Table table, Key key) {
    String position = KeyPositions.encode(key);
    note.run(table.name(), Math.floorMod(position.hashCode(), BUCKETS), position);
  }
}
