/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Deletes of one table. A row that others may refer to is marked first, then those are looked for,
 * and the last step is conditional on the mark: see {@code docs/protocols.md}. Safe for use by many
 * threads.
 */
final class CassandraRemover {
  private static final int ROUNDS = 5;

  private final Table table;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraRows rows;
  private final CassandraClaims claims;
  private final CassandraChildren children;
  private final CassandraStatements statements;
  private final CassandraJournal journal;
  private final CassandraSteps steps;

  CassandraRemover(CassandraStatements statements, CassandraJournal journal, CassandraSteps steps) {
    this.table = statements.table();
    this.reads = statements.reads();
    this.writes = statements.writes();
    this.rows = statements.rows();
    this.claims = statements.claims();
    this.children = statements.children();
    this.statements = statements;
    this.journal = journal;
    this.steps = steps;
  }

  /** Removes the row that was read; false when it has gone by itself. */
  boolean delete(Entity stored) {
    Key key = Objects.requireNonNull(table.keyIn(table.primary(), stored), "primary key");
    CassandraDeadline deadline = new CassandraDeadline();
    CassandraState state = CassandraRows.state(stored);
    UUID version = Objects.requireNonNull(state.version(), "version");
    for (int round = 0; round < ROUNDS; round++) {
      CassandraRow met =
          children.arePossible()
              ? deleteParent(key, stored, state, deadline)
              : delete(key, stored, state, state.deleting(), deadline);
      if (met == null) {
        steps.reached(CassandraStep.ROW_DELETED);
        claims.release(stored, null, state.claims());
        return true;
      }
      if (!version.equals(met.state().version())) {
        if (met.state().isLive(rows.now())) {
          throw Failures.changed(table, stored.key());
        }
        return false;
      }
      state = met.state();
    }
    String message =
        "rows that refer to '" + table.type().name() + "' come and go all the time: try it again";
    throw Failures.retryable(message, new TimeoutException(message));
  }

  private @Nullable CassandraRow delete(
      Key key,
      Entity stored,
      CassandraState state,
      @Nullable UUID mark,
      CassandraDeadline deadline) {
    return new CassandraAttempt(
            statements, Event.of(Event.Kind.DELETED, table, stored), state, null)
        .write(deadline, () -> writes.delete(CassandraReads.parts(key), state, mark));
  }

  private @Nullable CassandraRow deleteParent(
      Key key, Entity stored, CassandraState state, CassandraDeadline deadline) {
    UUID mark = UUID.randomUUID();
    Object[] parts = CassandraReads.parts(key);
    if (!marks(mark, parts, state, deadline)) {
      return reads.settled(key);
    }
    steps.reached(CassandraStep.MARKED);
    Reference reference = children.find(stored, !state.isLive(rows.now()));
    if (reference != null) {
      unmark(parts, mark);
      throw Failures.referenced(reference);
    }
    steps.reached(CassandraStep.CHILDLESS);
    journal.note(table, key);
    steps.reached(CassandraStep.JOURNALLED);
    return delete(key, stored, state, mark, deadline);
  }

  /** A mark may be written again: nobody minds it but the one whose mark it replaces. */
  private boolean marks(
      UUID mark, Object[] parts, CassandraState state, CassandraDeadline deadline) {
    while (true) {
      try {
        return writes.mark(mark, parts, state);
      } catch (DaoException e) {
        if (!CassandraErrors.isUnknown(e)) {
          throw e;
        }
        if (deadline.isOver()) {
          throw Failures.retryable(e.message(), e);
        }
        deadline.pause();
      }
    }
  }

  /** A mark that stays is taken off by the next who minds it. */
  private void unmark(Object[] parts, UUID mark) {
    try {
      writes.unmark(parts, mark);
    } catch (DaoException e) {
      if (!(e instanceof DaoException.Fault)) {
        throw e;
      }
    }
  }
}
