/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Finds notes of deletes that no sweep has settled. Safe for use by many threads. */
final class CassandraNotesExam implements CassandraDoctor.Exam {
  /** More than this is a sweeper that does not run: the rest is found when these are settled. */
  private static final int MOST = 10_000;

  private final CassandraStore store;
  private final CassandraJournal journal;
  private final CassandraHealing healing;
  private final CassandraDoctor.Ages ages;

  CassandraNotesExam(
      CassandraStore store,
      CassandraJournal journal,
      CassandraHealing healing,
      CassandraDoctor.Ages ages) {
    this.store = store;
    this.journal = journal;
    this.healing = healing;
    this.ages = ages;
  }

  @Override
  public void examine(Consumer<Finding> findings) {
    Table table = store.table();
    Set<String> told = new HashSet<>();
    for (CassandraJournal.Note note : journal.notes(table, MOST)) {
      if (ages.isOld(note.at()) && told.add(note.position())) {
        findings.accept(
            new Finding(
                "note",
                table.name(),
                KeyPositions.decode(table, note.position()).toString(),
                "was noted as about to be deleted, and no sweeper has looked after it since",
                "mend what refers to it, and remove the note",
                () -> healing.settles(store, note.position(), one -> ages.isOld(one.at()))));
      }
    }
  }
}
