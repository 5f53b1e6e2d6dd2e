/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.cassandra.core.mapping.Column;
import org.springframework.data.cassandra.core.mapping.PrimaryKey;
import org.springframework.data.cassandra.core.mapping.Table;

/** A note as Spring Data and the floor have it. */
@Table(NoteDatabase.PLAIN)
record Note(
    @PrimaryKey("id") UUID id,
    @Column("created_at") Instant createdAt,
    @Column("title") String title,
    @Column("words") String words,
    @Column("tags") List<String> tags) {

  /** The tags of every note. */
  static final List<String> TAGS = List.of("a", "b");

  /** The text of every note. */
  static final String WORDS = "Words that stand for what people write into notes.";

  /** Returns a new note. */
  static Note of(UUID id) {
    return new Note(id, Instant.now(), "note " + id, WORDS, TAGS);
  }
}
