/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.Objects;
import java.util.UUID;

/** Notes by the driver's own mapper. */
final class MapperNotes implements Notes {
  private final CqlSession session;
  private final NoteMapperDao dao;

  MapperNotes(CqlSession session) {
    this.session = session;
    this.dao =
        new NoteMapperBuilder(session)
            .build()
            .dao(CqlIdentifier.fromInternal(NoteDatabase.KEYSPACE));
  }

  @Override
  public Object select(UUID id) {
    return Objects.requireNonNull(dao.select(id));
  }

  @Override
  public Object insert(UUID id) {
    MappedNote note = MappedNote.of(id);
    return NoteDatabase.applied(dao.insert(note), note);
  }

  @Override
  public void close() {
    session.close();
  }
}
