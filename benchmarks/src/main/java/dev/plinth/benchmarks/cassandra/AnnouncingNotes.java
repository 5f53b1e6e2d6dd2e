/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.plinth.schema.EntityType;
import java.util.Map;
import java.util.UUID;

/**
 * Notes by hand with what other nodes are told of a change: a line in the log before the row, which
 * is waited for, and a mark on it afterwards, which is not.
 */
final class AnnouncingNotes implements Notes {
  private static final int SECONDS = 86_400;

  private final CqlSession session;
  private final DriverNotes notes;
  private final PreparedStatement announce;
  private final PreparedStatement mark;
  private final UUID node = UUID.randomUUID();
  private long next;

  AnnouncingNotes(CqlSession session, EntityType type) {
    this.session = session;
    this.notes = new DriverNotes(session, type);
    String log = NoteDatabase.KEYSPACE + ".plinth_event";
    this.announce =
        prepare(
            "INSERT INTO "
                + log
                + " (node, slot, seq, entity, kind, key, unique_values, next, floor)"
                + " VALUES (?, ?, ?, 'notes', 'CREATED', ?, ?, ?, ?) USING TTL "
                + SECONDS);
    this.mark =
        prepare(
            "UPDATE "
                + log
                + " USING TTL "
                + SECONDS
                + " SET outcome = 'DONE' WHERE node = ? AND slot = ? AND seq = ?");
  }

  private PreparedStatement prepare(String text) {
    return session.prepare(
        SimpleStatement.newInstance(text)
            .setConsistencyLevel(ConsistencyLevel.QUORUM)
            .setIdempotent(true));
  }

  private synchronized long number() {
    return next++;
  }

  @Override
  public Object select(UUID id) {
    return notes.select(id);
  }

  @Override
  public Object insert(UUID id) {
    long number = number();
    long slot = number / 1_000;
    session.execute(
        announce.bind(node, slot, number, id.toString(), Map.of(), UUID.randomUUID(), number));
    Object inserted = notes.insert(id);
    session.executeAsync(mark.bind(node, slot, number));
    return inserted;
  }

  @Override
  public void close() {
    notes.close();
  }
}
