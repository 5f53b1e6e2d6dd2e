/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Inserts and updates of one table: the state of the row, claims, the row, parents again, release.
 * The steps and crashes between them are in {@code docs/protocols.md}. Safe for use by many
 * threads.
 */
final class CassandraWriter {
  private final Table table;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraRows rows;
  private final CassandraClaims claims;
  private final CassandraParents parents;
  private final CassandraChildren children;
  private final CassandraStatements statements;
  private final CassandraSteps steps;

  CassandraWriter(CassandraStatements statements, CassandraSteps steps) {
    this.table = statements.table();
    this.reads = statements.reads();
    this.writes = statements.writes();
    this.rows = statements.rows();
    this.claims = statements.claims();
    this.parents = statements.parents();
    this.children = statements.children();
    this.statements = statements;
    this.steps = steps;
  }

  private Key primaryKey(Entity entity) {
    return Objects.requireNonNull(table.keyIn(table.primary(), entity), "primary key");
  }

  private @Nullable Instant expiry(Entity entity) {
    return entity.ttl().map(left -> rows.now().plus(left)).orElse(null);
  }

  /** Adds a row whose state is not known but taken to be absent, as it mostly is. */
  Entity insert(Entity entity) {
    Key key = primaryKey(entity);
    Attempt attempt = new Attempt(key, null, entity, true);
    List<Index> unique = claims.changed(null, entity, Map.of());
    CassandraRow former = CassandraRow.ABSENT;
    try {
      while (true) {
        CassandraRow met = attempt.write(unique, former.state());
        if (met == null) {
          return attempt.stored();
        }
        if (met.state().isLive(rows.now())) {
          throw Failures.duplicate(table, table.primary(), entity);
        }
        former = met.state().isThere() ? attempt.makeRoom(met) : met;
      }
    } catch (DaoException e) {
      throw attempt.givenBack(e);
    }
  }

  /** Replaces the row that was read; somebody's fence on it is no change. */
  Entity update(Update update) {
    Entity stored = update.stored();
    Entity next = update.next();
    Key key = primaryKey(stored);
    CassandraState state = CassandraRows.state(stored);
    Attempt attempt = new Attempt(key, stored, next, update.keepsTtl());
    List<Index> unique = claims.changed(stored, next, state.claims());
    try {
      while (state.isLive(rows.now())) {
        CassandraRow met = attempt.write(unique, state);
        if (met == null) {
          claims.release(stored, next, state.claims());
          return attempt.stored();
        }
        if (!Objects.equals(met.state().version(), state.version())) {
          break;
        }
        state = met.state();
      }
      throw Failures.changed(table, stored.key());
    } catch (DaoException e) {
      throw attempt.givenBack(e);
    }
  }

  /** The tries of one insert or update. For one thread. */
  private final class Attempt {
    private final Key key;
    private final Object[] parts;
    private final @Nullable Entity before;
    private final Entity entity;
    private final boolean keepsTtl;
    private final CassandraDeadline deadline = new CassandraDeadline();
    private final CassandraClaims.Taking taking;
    private CassandraState written = CassandraState.ABSENT;

    Attempt(Key key, @Nullable Entity before, Entity entity, boolean keepsTtl) {
      this.key = key;
      this.parts = CassandraReads.parts(key);
      this.before = before;
      this.entity = entity;
      this.keepsTtl = keepsTtl;
      this.taking = claims.take(entity, key, before == null, deadline);
    }

    /** Returns the row as it was written. */
    Entity stored() {
      return rows.stored(entity, written);
    }

    /** Tries once, and returns null when the row was written, else the row that was met. */
    @Nullable CassandraRow write(List<Index> unique, CassandraState state) {
      deadline.check("others are at the same row");
      UUID version = UUID.randomUUID();
      CassandraAttempt attempt = attempt(state, version);
      CassandraState known;
      CassandraParents.Check check;
      try {
        check = parents.check(before, entity, deadline).begin();
        known = taking.take(unique, state);
        Reference dangling = check.dangling();
        if (dangling != null) {
          throw refused(dangling);
        }
      } catch (CassandraClaims.Moved e) {
        attempt.refused();
        return reads.settled(key);
      } catch (RuntimeException e) {
        attempt.refused();
        throw e;
      }
      steps.reached(CassandraStep.READY);
      if (!attempt.isFor(known)) {
        attempt.refused();
        attempt = attempt(known, version);
      }
      written = next(version, state, known);
      CassandraWrites.Content content = new CassandraWrites.Content(entity, written);
      CassandraRow met =
          attempt.write(
              deadline,
              () ->
                  before == null
                      ? writes.insert(content, parts, known)
                      : writes.update(content, parts, known));
      if (met == null) {
        steps.reached(CassandraStep.ROW_WRITTEN);
        confirm(check, state);
      }
      return met;
    }

    /** Begins to announce the change, beside the claims: the state is known by now. */
    private CassandraAttempt attempt(CassandraState state, UUID version) {
      Event.Kind kind = before == null ? Event.Kind.CREATED : Event.Kind.UPDATED;
      return new CassandraAttempt(statements, Event.of(kind, table, entity), state, version);
    }

    private CassandraState next(UUID version, CassandraState state, CassandraState known) {
      Map<String, UUID> ids = new LinkedHashMap<>();
      if (before != null) {
        for (Index index : table.indexes()) {
          UUID id = state.claims().get(index.name());
          if (id != null
              && Objects.equals(table.keyIn(index, before), table.keyIn(index, entity))) {
            ids.put(index.name(), id);
          }
        }
      }
      ids.putAll(taking.ids());
      return new CassandraState(
          version,
          known.fence(),
          before == null ? version : state.born(),
          before == null ? null : known.deleting(),
          Map.copyOf(ids),
          before != null && keepsTtl ? state.expires() : expiry(entity));
    }

    /**
     * A primary key that is there, or a unique value, is told before a reference: as the row itself
     * was not looked at, it is now.
     */
    private DaoException refused(Reference dangling) {
      CassandraRow met = before == null ? reads.settled(key) : CassandraRow.ABSENT;
      if (met.state().isLive(rows.now())) {
        return Failures.duplicate(table, table.primary(), entity);
      }
      if (met.state().isThere()) {
        makeRoom(met);
      }
      return Failures.dangling(table, dangling, entity);
    }

    /**
     * Removes the expired row that has the key, as a delete would, and returns what is there then.
     */
    CassandraRow makeRoom(CassandraRow met) {
      children.requireNone(met.values());
      statements.events().tell(Event.of(Event.Kind.DELETED, table, met.values()));
      try {
        if (writes.reap(UUID.randomUUID(), parts, met.state())) {
          claims.release(met.values(), null, met.state().claims());
        }
      } catch (DaoException e) {
        if (!CassandraErrors.isUnknown(e)) {
          throw e;
        }
      }
      return reads.settled(key);
    }

    /** Looks at the parents again, now that whoever deletes one can see the row. */
    private void confirm(CassandraParents.Check check, CassandraState former) {
      if (check.isEmpty()) {
        return;
      }
      Reference dangling = sure(() -> check.begin().dangling());
      if (dangling == null) {
        steps.reached(CassandraStep.PARENTS_CONFIRMED);
        return;
      }
      sure(() -> undone(former));
      steps.reached(CassandraStep.UNDONE);
      throw Failures.dangling(table, dangling, entity);
    }

    /** Does what has to be done once the row is written, or says that the outcome is unknown. */
    private <T extends @Nullable Object> T sure(Supplier<T> work) {
      while (true) {
        try {
          return work.get();
        } catch (DaoException.Fault e) {
          if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
            throw Failures.outcomeUnknown(e.message(), e);
          }
          pause(e);
        }
      }
    }

    /** The row is written: that its thread is interrupted makes its outcome no better known. */
    private void pause(DaoException.Fault cause) {
      try {
        deadline.pause();
      } catch (DaoException interrupted) {
        throw Failures.outcomeUnknown(cause.message(), interrupted);
      }
    }

    /** Puts the row back to what it was, unless somebody has written it since. */
    private boolean undone(CassandraState former) {
      while (true) {
        deadline.check("others are at the same row");
        CassandraState now = reads.settled(key).state();
        if (!Objects.equals(now.version(), written.version())) {
          return false;
        }
        if (undoes(former, now)) {
          return true;
        }
      }
    }

    private boolean undoes(CassandraState former, CassandraState now) {
      if (before == null) {
        return new CassandraAttempt(
                    statements, Event.of(Event.Kind.DELETED, table, entity), now, null)
                .write(deadline, () -> writes.delete(parts, now, now.deleting()))
            == null;
      }
      UUID version = UUID.randomUUID();
      CassandraState again =
          new CassandraState(
              version, now.fence(), former.born(), null, former.claims(), former.expires());
      return new CassandraAttempt(
                  statements, Event.of(Event.Kind.UPDATED, table, before), now, version)
              .write(
                  deadline,
                  () -> writes.update(new CassandraWrites.Content(before, again), parts, now))
          == null;
    }

    /** What is not known to be refused may still come: its claims stay, to be taken over. */
    DaoException givenBack(DaoException e) {
      if (!CassandraErrors.isUnknown(e)) {
        taking.giveBack();
      }
      return e;
    }
  }
}
