/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import com.datastax.oss.driver.api.mapper.annotations.CqlName;
import com.datastax.oss.driver.api.mapper.annotations.Entity;
import com.datastax.oss.driver.api.mapper.annotations.PartitionKey;
import com.datastax.oss.driver.api.mapper.annotations.PropertyStrategy;
import com.datastax.oss.driver.api.mapper.entity.naming.GetterStyle;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A note as the driver's own mapper has it; of a record it would see each annotation twice. */
@Entity
@CqlName(NoteDatabase.PLAIN)
@PropertyStrategy(mutable = false, getterStyle = GetterStyle.FLUENT)
final class MappedNote {
  private final Note note;

  MappedNote(UUID id, Instant createdAt, String title, String words, List<String> tags) {
    this.note = new Note(id, createdAt, title, words, tags);
  }

  /** Returns a new note. */
  static MappedNote of(UUID id) {
    Note note = Note.of(id);
    return new MappedNote(id, note.createdAt(), note.title(), note.words(), note.tags());
  }

  @PartitionKey
  UUID id() {
    return note.id();
  }

  @CqlName("created_at")
  Instant createdAt() {
    return note.createdAt();
  }

  String title() {
    return note.title();
  }

  String words() {
    return note.words();
  }

  List<String> tags() {
    return note.tags();
  }
}
