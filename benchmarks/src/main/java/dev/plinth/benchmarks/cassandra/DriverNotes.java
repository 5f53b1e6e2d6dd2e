/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Notes by hand, the floor: prepared statements over a table with the values alone, at the same
 * consistency, values read by place, the same entity made of them.
 */
@SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
final class DriverNotes implements Notes {
  private static final TypeCodec<List<String>> TAGS = TypeCodecs.listOf(TypeCodecs.TEXT);
  private static final String COLUMNS = "id, created_at, title, words, tags";

  private final CqlSession session;
  private final EntityType type;
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement all;

  DriverNotes(CqlSession session, EntityType type) {
    this.session = session;
    this.type = type;
    String table = NoteDatabase.KEYSPACE + "." + NoteDatabase.PLAIN;
    this.select = prepare("SELECT " + COLUMNS + " FROM " + table + " WHERE id = ?");
    this.all = prepare("SELECT " + COLUMNS + " FROM " + table);
    this.insert =
        prepare("INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
  }

  private PreparedStatement prepare(String text) {
    return session.prepare(
        SimpleStatement.newInstance(text)
            .setConsistencyLevel(ConsistencyLevel.QUORUM)
            .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
            .setIdempotent(text.startsWith("SELECT")));
  }

  private Entity read(Row row) {
    List<String> tags = row.get(4, TAGS);
    return type.assemble(
        new @Nullable Object[] {
          row.getUuid(0),
          row.getInstant(1),
          row.getString(2),
          row.getString(3),
          tags == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(tags))
        },
        null,
        null,
        null);
  }

  @Override
  public Object select(UUID id) {
    return read(
        Objects.requireNonNull(
            session.execute(select.boundStatementBuilder().setUuid(0, id).build()).one()));
  }

  /** Begins to select a note and tells of it when it is read. */
  CompletionStage<Entity> begin(UUID id) {
    return session
        .executeAsync(select.boundStatementBuilder().setUuid(0, id).build())
        .thenApply(this::one);
  }

  private Entity one(AsyncResultSet found) {
    return read(Objects.requireNonNull(found.one()));
  }

  @Override
  public Object insert(UUID id) {
    Note note = Note.of(id);
    return NoteDatabase.applied(
        session.execute(
            insert
                .boundStatementBuilder()
                .setUuid(0, id)
                .setInstant(1, note.createdAt())
                .setString(2, note.title())
                .setString(3, note.words())
                .set(4, note.tags(), TAGS)
                .build()),
        note);
  }

  /** Reads all notes, so many at a time, and returns how many there are. */
  long count(int pageSize) {
    long count = 0;
    for (Row row : session.execute(all.boundStatementBuilder().setPageSize(pageSize).build())) {
      count += read(row).names().isEmpty() ? 0 : 1;
    }
    return count;
  }

  @Override
  public void close() {
    session.close();
  }
}
