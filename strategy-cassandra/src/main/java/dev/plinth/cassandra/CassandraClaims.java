/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Unique values as claims: one row for each value, which names the row that has it. A claim is
 * taken with a fresh id after the state of the writer's row is known, and the row is written after
 * that. A claim found taken is respected while its owner has the value; else the owner's row is
 * fenced, so that a writer that is still on its way fails, and the claim changes hands. Safe for
 * use by many threads.
 */
final class CassandraClaims {
  /** Stands for a claim that is not there any more. */
  private static final CassandraReads.Claim GONE = new CassandraReads.Claim("", new UUID(0, 0));

  private final Table table;
  private final CassandraReads reads;
  private final CassandraWrites writes;
  private final CassandraRows rows;
  private final CassandraChildren children;
  private final CassandraLookup lookup;
  private final CassandraEvents events;
  private final CassandraPatience patience;
  private final CassandraSteps steps;

  CassandraClaims(
      Table table,
      CassandraReads reads,
      CassandraWrites writes,
      CassandraRows rows,
      CassandraChildren children,
      CassandraLookup lookup,
      CassandraEvents events,
      CassandraPatience patience,
      CassandraSteps steps) {
    this.table = table;
    this.reads = reads;
    this.writes = writes;
    this.rows = rows;
    this.children = children;
    this.lookup = lookup;
    this.events = events;
    this.patience = patience;
    this.steps = steps;
  }

  /** Returns the unique indexes in which two states of a row have different values. */
  List<Index> changed(@Nullable Entity before, Entity after, Map<String, UUID> held) {
    List<Index> changed = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.isUnique() && index.kind() != Index.Kind.PRIMARY) {
        Key next = table.keyIn(index, after);
        boolean same =
            before != null
                && Objects.equals(next, table.keyIn(index, before))
                && held.containsKey(index.name());
        if (next != null && !same) {
          changed.add(index);
        }
      }
    }
    return changed;
  }

  /** Begins the taking of claims for one operation. */
  Taking take(Entity entity, Key key, boolean insert, CassandraDeadline deadline) {
    return new Taking(entity, key, insert, deadline);
  }

  /** Gives back the claims on the values that a row had and does not have any more. */
  void release(Entity before, @Nullable Entity after, Map<String, UUID> held) {
    Map<Index, String> values = new LinkedHashMap<>();
    Map<Index, UUID> ids = new LinkedHashMap<>();
    for (Index index : table.indexes()) {
      UUID id = held.get(index.name());
      Key old = id == null ? null : table.keyIn(index, before);
      if (id != null && old != null && !(after != null && old.equals(table.keyIn(index, after)))) {
        values.put(index, CassandraTerms.unique(table, index, old));
        ids.put(index, id);
      }
    }
    release(values, ids);
  }

  /** What goes wrong leaves a claim without a row, which the next taker of the value takes over. */
  private void release(Map<Index, String> values, Map<Index, UUID> ids) {
    List<CompletionStage<AsyncResultSet>> begun = new ArrayList<>();
    try {
      values.forEach(
          (index, value) -> begun.add(writes.release().start(index.name(), value, ids.get(index))));
      begun.forEach(writes.release()::await);
    } catch (DaoException e) {
      return;
    }
    if (!begun.isEmpty()) {
      steps.reached(CassandraStep.RELEASED);
    }
  }

  /** The row that an operation counts on has moved on: its state is to be read again. */
  static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1;

    Moved() {
      super("moved", null, false, false);
    }
  }

  /** The claims of one operation. For one thread. */
  final class Taking {
    private final Entity entity;
    private final Key key;
    private final String owner;
    private final boolean insert;
    private final CassandraDeadline deadline;
    private final Map<Index, UUID> mine = new LinkedHashMap<>();
    private CassandraState state = CassandraState.ABSENT;

    private Taking(Entity entity, Key key, boolean insert, CassandraDeadline deadline) {
      this.entity = entity;
      this.key = key;
      this.owner = KeyPositions.encode(key);
      this.insert = insert;
      this.deadline = deadline;
    }

    /** Returns the ids of the claims taken, by index. */
    Map<String, UUID> ids() {
      Map<String, UUID> ids = new LinkedHashMap<>();
      mine.forEach((index, id) -> ids.put(index.name(), id));
      return ids;
    }

    /** Gives back what was taken. */
    void giveBack() {
      Map<Index, String> values = new LinkedHashMap<>();
      mine.keySet().forEach(index -> values.put(index, value(index)));
      release(values, mine);
    }

    private String value(Index index) {
      return CassandraTerms.unique(
          table, index, Objects.requireNonNull(table.keyIn(index, entity), "value"));
    }

    /**
     * Takes the claims, each with a fresh id, for a row whose state is known, and returns the state
     * as it is then.
     *
     * @throws Moved when that state is no longer the one given
     */
    CassandraState take(List<Index> indexes, CassandraState known) {
      state = known;
      indexes.forEach(index -> take(index, value(index)));
      return state;
    }

    private void take(Index index, String value) {
      UUID id = UUID.randomUUID();
      UUID former = mine.remove(index);
      if (former != null && exchange(index, value, id, new CassandraReads.Claim(owner, former))) {
        return;
      }
      while (true) {
        deadline.check("others are at the value of " + index.fields());
        CassandraReads.Claim other = takeFree(index, value, id);
        if (other == null || takeOver(index, value, id, other)) {
          return;
        }
        deadline.pause();
      }
    }

    private void taken(Index index, UUID id, CassandraStep step) {
      mine.put(index, id);
      steps.reached(step);
    }

    /** Takes a claim that nobody holds; returns null, or the claim that is there. */
    private CassandraReads.@Nullable Claim takeFree(Index index, String value, UUID id) {
      CassandraReads.Claim claim =
          written(() -> writes.claim().one(owner, id, index.name(), value));
      if (claim == null || claim.id().equals(id)) {
        taken(index, id, CassandraStep.CLAIM_TAKEN);
        return null;
      }
      return claim;
    }

    /** Takes a claim as long as it is still as it was read. */
    private boolean exchange(Index index, String value, UUID id, CassandraReads.Claim from) {
      CassandraReads.Claim claim =
          written(
              () -> writes.reclaim().one(owner, id, index.name(), value, from.owner(), from.id()));
      if (claim == null || claim.id().equals(id)) {
        taken(index, id, CassandraStep.CLAIM_TAKEN_OVER);
        return true;
      }
      return false;
    }

    /**
     * Writes a claim, again with the same id where the answer was lost, and returns null when it
     * was written, else the claim that is there instead; one without an id when there is none.
     */
    private CassandraReads.@Nullable Claim written(Supplier<@Nullable Row> write) {
      while (true) {
        try {
          Row row = Objects.requireNonNull(write.get(), "answer");
          CassandraReads.Claim claim = row.getBoolean(0) ? null : CassandraReads.claim(row);
          return row.getBoolean(0) || claim != null ? claim : GONE;
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

    /**
     * Takes a claim from an owner that does not have the value; false when something has changed
     * meanwhile and it is to be tried again.
     */
    private boolean takeOver(Index index, String value, UUID id, CassandraReads.Claim other) {
      if (other.equals(GONE)) {
        return false;
      }
      Key holder = KeyPositions.decode(table, other.owner());
      CassandraRow row = reads.settled(holder);
      boolean own = other.owner().equals(owner);
      boolean live = row.state().isLive(rows.now());
      if (live && CassandraLookup.holds(table, row, index, value)) {
        if (own && !insert) {
          requireSame(row.state());
          return exchange(index, value, id, other);
        }
        throw refusal(index, own);
      }
      boolean expired = row.state().isThere() && !live;
      if (expired) {
        requireNothingLiving();
        requireNoChildren(row);
      } else if (row.state().fence() == null
          && patience.await(() -> !other.equals(reads.claim(index, value)))) {
        return false;
      }
      return fence(holder, row, own, expired, index) && exchange(index, value, id, other);
    }

    /** Fences the owner's row; one that has expired is emptied in the same write. */
    private boolean fence(Key holder, CassandraRow row, boolean own, boolean expired, Index index) {
      if (own) {
        requireSame(row.state());
      }
      UUID fence = UUID.randomUUID();
      Object[] parts = CassandraReads.parts(holder);
      if (expired) {
        events.tell(Event.of(Event.Kind.DELETED, table, row.values()));
      }
      try {
        boolean fenced =
            expired
                ? writes.reap(fence, parts, row.state())
                : writes.fence(fence, parts, row.state());
        if (!fenced) {
          return false;
        }
      } catch (DaoException e) {
        if (!CassandraErrors.isUnknown(e)) {
          throw e;
        }
        return false;
      }
      steps.reached(CassandraStep.OWNER_FENCED);
      if (own) {
        state = (expired ? CassandraState.ABSENT : state).fenced(fence);
      }
      if (expired) {
        Map<String, UUID> rest = new LinkedHashMap<>(row.state().claims());
        rest.remove(index.name());
        release(row.values(), null, rest);
      }
      return true;
    }

    /** An expired row that others refer to is removed with them by the engine. */
    private void requireNoChildren(CassandraRow row) {
      if (children.arePossible()) {
        children.requireNone(row.values());
      }
    }

    /**
     * An expired row is not removed for the sake of a write that something alive refuses anyway.
     */
    private void requireNothingLiving() {
      if (insert && reads.settled(key).state().isLive(rows.now())) {
        throw Failures.duplicate(table, table.primary(), entity);
      }
      for (Index index : table.indexes()) {
        Key value =
            index.isUnique() && index.kind() != Index.Kind.PRIMARY
                ? table.keyIn(index, entity)
                : null;
        CassandraRow row = value == null ? CassandraRow.ABSENT : lookup.row(index, value);
        if (row.state().isLive(rows.now())
            && !key.equals(table.keyIn(table.primary(), row.values()))) {
          throw Failures.duplicate(table, index, entity);
        }
      }
    }

    private void requireSame(CassandraState now) {
      if (!Objects.equals(now.version(), state.version())
          || !Objects.equals(now.fence(), state.fence())) {
        throw new Moved();
      }
    }

    /** A primary key that is there is told before a unique value. */
    private DaoException refusal(Index index, boolean own) {
      boolean primary = insert && (own || reads.settled(key).state().isLive(rows.now()));
      return Failures.duplicate(table, primary ? table.primary() : index, entity);
    }
  }
}
