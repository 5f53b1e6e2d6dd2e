/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The deletes of rows that others may refer to, noted before they happen, so that what a crashed
 * writer has left referring to nothing is found; {@link CassandraHealing} does so. Each delete has
 * a note of its own, also where one row is deleted twice: none is taken for another. Safe for use
 * by many threads.
 */
final class CassandraJournal {
  static final String TABLE = "plinth_sweep";

  /** How long a note is kept when nobody sweeps. In seconds. */
  private static final int KEPT_SECONDS = 604_800;

  private static final int BUCKETS = 16;
  private static final int MOST_FETCHED = 1_000;
  private static final TypeCodec<Object> TEXT = CassandraColumns.any(CassandraColumns.TEXT);
  private static final TypeCodec<Object> INT = CassandraColumns.any(TypeCodecs.INT);
  private static final TypeCodec<Object> ID = CassandraColumns.any(CassandraColumns.UUID);

  static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + TABLE
          + " (entity text, bucket int, key text, id uuid, at timestamp,"
          + " PRIMARY KEY ((entity, bucket), key, id))";

  private final CassandraCql note;
  private final CassandraCql notes;
  private final CassandraCql notesOfKey;
  private final CassandraCql forget;

  /**
   * A delete that was noted, and may have happened.
   *
   * @param position the place of the row's primary key
   * @param at when it was noted, by the clock of the node that stored it
   */
  record Note(String position, UUID id, @Nullable Instant at) {}

  CassandraJournal(CassandraSessions sessions) {
    String name = CassandraColumns.name(sessions.config().keyspace(), TABLE);
    String key = " WHERE entity = ? AND bucket = ? AND key = ?";
    String buckets =
        IntStream.range(0, BUCKETS).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    this.note =
        new CassandraCql(
            sessions,
            TABLE,
            "UPDATE "
                + name
                + " USING TTL "
                + KEPT_SECONDS
                + " SET at = toTimestamp(now())"
                + key
                + " AND id = ?",
            CassandraCql.Kind.PLAIN,
            List.of(TEXT, INT, TEXT, ID));
    this.notes =
        new CassandraCql(
            sessions,
            TABLE,
            "SELECT key, id, at FROM " + name + " WHERE entity = ? AND bucket IN (" + buckets + ")",
            CassandraCql.Kind.READ,
            List.of(TEXT));
    this.notesOfKey =
        new CassandraCql(
            sessions,
            TABLE,
            "SELECT key, id, at FROM " + name + key,
            CassandraCql.Kind.READ,
            List.of(TEXT, INT, TEXT));
    this.forget =
        new CassandraCql(
            sessions,
            TABLE,
            "DELETE FROM " + name + key + " AND id = ?",
            CassandraCql.Kind.PLAIN,
            List.of(TEXT, INT, TEXT, ID));
  }

  private static int bucket(String position) {
    return Math.floorMod(position.hashCode(), BUCKETS);
  }

  /** Notes that a row is about to be deleted. */
  void note(Table table, Key key) {
    String position = KeyPositions.encode(key);
    note.run(table.name(), bucket(position), position, UUID.randomUUID());
  }

  /** Returns notes about the rows of a table, so many at most, those of one key together. */
  List<Note> notes(Table table, int limit) {
    return read(notes, limit, table.name());
  }

  /** Returns all notes about a row. */
  List<Note> notes(Table table, String position) {
    return read(notesOfKey, Integer.MAX_VALUE, table.name(), bucket(position), position);
  }

  private static List<Note> read(CassandraCql cql, int limit, Object... values) {
    List<Note> notes = new ArrayList<>();
    try {
      for (Row row : cql.page(Math.min(limit, MOST_FETCHED), values)) {
        notes.add(
            new Note(
                Objects.requireNonNull(row.get(0, CassandraColumns.TEXT), "key"),
                Objects.requireNonNull(row.get(1, CassandraColumns.UUID), "id"),
                row.get(2, CassandraColumns.INSTANT)));
        if (notes.size() == limit) {
          break;
        }
      }
    } catch (RuntimeException e) {
      throw cql.failure(e);
    }
    return notes;
  }

  void forget(Table table, Note note) {
    forget.run(table.name(), bucket(note.position), note.position, note.id);
  }
}
