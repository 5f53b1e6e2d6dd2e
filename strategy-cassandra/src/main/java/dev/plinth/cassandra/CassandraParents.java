/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The rows that those of one table refer to. They are read before a row is written and again after:
 * whoever deletes one marks it first and looks for rows that refer to it then, so that at least one
 * of the two sees the other. A mark may be taken off, for the last step of the delete is
 * conditional on it. Safe for use by many threads.
 */
final class CassandraParents {
  private final Table table;
  private final Clock clock;
  private final CassandraPatience patience;
  private final List<Parent> parents = new ArrayList<>();

  /** A reference, with the statements about what it refers to. */
  private record Parent(
      Reference reference,
      List<Integer> key,
      int workspace,
      CassandraCql read,
      CassandraCql unmark) {}

  /** What a row refers to, as it stands. */
  private enum State {
    THERE,
    MARKED,
    GONE
  }

  CassandraParents(
      CassandraSessions sessions, Table table, Clock clock, CassandraPatience patience) {
    this.table = table;
    this.clock = clock;
    this.patience = patience;
    for (Reference reference : table.references()) {
      parents.add(parent(sessions, table, reference));
    }
  }

  private static Parent parent(CassandraSessions sessions, Table table, Reference reference) {
    List<Integer> key = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    List<TypeCodec<Object>> types = new ArrayList<>();
    int workspace = -1;
    for (int i = 0; i < reference.columns().size(); i++) {
      if (CassandraTerms.isWorkspace(reference, i)) {
        workspace = i;
      } else {
        key.add(i);
        conditions.add(CassandraNames.quoted(reference.parentColumns().get(i)) + " = ?");
        types.add(CassandraTypes.codec(table.column(reference.columns().get(i)).type()));
      }
    }
    String name =
        CassandraColumns.name(
            sessions.config().keyspace(), CassandraNames.fitting(reference.parentTable()));
    String where = " WHERE " + String.join(" AND ", conditions);
    List<TypeCodec<Object>> withMark = new ArrayList<>(types);
    withMark.add(CassandraColumns.any(CassandraColumns.UUID));
    return new Parent(
        reference,
        key,
        workspace,
        new CassandraCql(
            sessions,
            reference.parentTable(),
            "SELECT "
                + String.join(
                    ", ", CassandraNames.VERSION, CassandraNames.DELETING, CassandraNames.EXPIRES)
                + (workspace < 0 ? "" : ", ws_id")
                + " FROM "
                + name
                + where,
            CassandraCql.Kind.READ,
            types),
        new CassandraCql(
            sessions,
            reference.parentTable(),
            "UPDATE "
                + name
                + " SET "
                + CassandraNames.DELETING
                + " = null"
                + where
                + " IF "
                + CassandraNames.DELETING
                + " = ?",
            CassandraCql.Kind.CONDITIONAL,
            withMark));
  }

  /** Begins to look at what the entity refers to, and did not before. */
  Check check(@Nullable Entity before, Entity entity, CassandraDeadline deadline) {
    return new Check(before, entity, deadline);
  }

  /** Returns the references of a row to nothing, or to another workspace; only looks. */
  List<Reference> dangling(Entity entity) {
    Check check = check(null, entity, new CassandraDeadline());
    List<Reference> dangling = new ArrayList<>();
    check.keys.forEach(
        (parent, key) -> {
          if (!check.isRow(parent, parent.read.one(key))) {
            dangling.add(parent.reference);
          }
        });
    return dangling;
  }

  /** What one row refers to. For one thread. */
  final class Check {
    private final Entity entity;
    private final CassandraDeadline deadline;
    private final Map<Parent, Object[]> keys = new LinkedHashMap<>();
    private final Map<Parent, CompletionStage<AsyncResultSet>> begun = new LinkedHashMap<>();

    private Check(@Nullable Entity before, Entity entity, CassandraDeadline deadline) {
      this.entity = entity;
      this.deadline = deadline;
      for (Parent parent : parents) {
        String field = parent.reference.field();
        Object value = entity.get(field);
        if (value != null && !(before != null && value.equals(before.get(field)))) {
          keys.put(parent, key(parent));
        }
      }
    }

    private Object[] key(Parent parent) {
      List<Object> key = new ArrayList<>();
      for (int i : parent.key) {
        key.add(
            Objects.requireNonNull(
                table.column(parent.reference.columns().get(i)).get(entity), "part of a key"));
      }
      return key.toArray();
    }

    /** Says whether it refers to nothing new. */
    boolean isEmpty() {
      return keys.isEmpty();
    }

    /** Begins to read. */
    Check begin() {
      keys.forEach((parent, key) -> begun.put(parent, parent.read.start(key)));
      return this;
    }

    /** Waits for what was begun, and returns a reference to nothing; null when there is none. */
    @Nullable Reference dangling() {
      for (Map.Entry<Parent, CompletionStage<AsyncResultSet>> one : begun.entrySet()) {
        Parent parent = one.getKey();
        Row row = parent.read.await(one.getValue()).one();
        if (!isThere(parent, Objects.requireNonNull(keys.get(parent)), row)) {
          return parent.reference;
        }
      }
      return null;
    }

    /** Says whether it is there; a mark is waited out, then taken off. */
    private boolean isThere(Parent parent, Object[] key, @Nullable Row first) {
      Row row = first;
      while (true) {
        State state = state(parent, row);
        if (state != State.MARKED) {
          return state == State.THERE;
        }
        deadline.check("what the row refers to is being deleted all the time");
        UUID mark = Objects.requireNonNull(mark(row));
        boolean changed = patience.await(() -> !mark.equals(mark(parent.read.one(key))));
        if (!changed && unmarks(parent, key, mark)) {
          return true;
        }
        row = parent.read.one(key);
      }
    }

    private boolean unmarks(Parent parent, Object[] key, UUID mark) {
      List<Object> values = new ArrayList<>(List.of(key));
      values.add(mark);
      try {
        return parent.unmark.applies(values.toArray());
      } catch (DaoException e) {
        if (!CassandraErrors.isUnknown(e)) {
          throw e;
        }
        return false;
      }
    }

    /** Says whether it is there, be it that it has expired. */
    private boolean isRow(Parent parent, @Nullable Row row) {
      return row != null
          && row.get(0, CassandraColumns.UUID) != null
          && (parent.workspace < 0
              || Objects.equals(row.get(3, CassandraColumns.UUID), entity.workspace()));
    }

    private State state(Parent parent, @Nullable Row row) {
      Instant expires = row == null ? null : row.get(2, CassandraColumns.INSTANT);
      if (!isRow(parent, row) || (expires != null && !expires.isAfter(clock.instant()))) {
        return State.GONE;
      }
      return mark(row) == null ? State.THERE : State.MARKED;
    }

    private @Nullable UUID mark(@Nullable Row row) {
      return row == null ? null : row.get(1, CassandraColumns.UUID);
    }
  }
}
