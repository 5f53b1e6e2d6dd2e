/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.UUID;

/** Notes by Plinth. */
final class PlinthNotes implements Notes {
  private final Db db;
  private final Dao<Entity> dao;

  PlinthNotes(Db db) {
    this.db = db;
    this.dao = db.dao(NoteDatabase.NOTES);
  }

  @Override
  public Object select(UUID id) {
    return dao.select(Key.of(id)).orElseThrow();
  }

  @Override
  public Object insert(UUID id) {
    return dao.insert(
        Values.of("id", id)
            .and("title", "note " + id)
            .and("words", Note.WORDS)
            .and("tags", Note.TAGS));
  }

  @Override
  public void close() {
    db.close();
  }
}
