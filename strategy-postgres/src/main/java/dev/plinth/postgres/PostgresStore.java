/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.dao.spi.Upserted;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, each operation in a session of its own or in that of a transaction. Safe
 * for use by many threads, but for one in a transaction.
 */
final class PostgresStore implements EntityStore {
  private final PostgresSessions sessions;
  private final PostgresReads reads;
  private final PostgresWrites writes;
  private final Table table;
  private final @Nullable SqlSession transaction;

  PostgresStore(PostgresSessions sessions, PostgresStatements statements) {
    this(sessions, statements, null);
  }

  PostgresStore(
      PostgresSessions sessions, PostgresStatements statements, @Nullable SqlSession transaction) {
    this.sessions = sessions;
    this.reads = statements.reads();
    this.writes = statements.writes();
    this.table = statements.table();
    this.transaction = transaction;
  }

  private <T extends @Nullable Object> T run(
      Function<SqlSession, T> work, PostgresErrors.Attempt attempt) {
    try {
      if (transaction != null) {
        return work.apply(transaction);
      }
      try (SqlSession session = sessions.open()) {
        return work.apply(session);
      }
    } catch (PersistenceException e) {
      throw PostgresErrors.translate(
          e, table, transaction == null ? attempt : attempt.uncommitted());
    }
  }

  private List<Entity> query(
      PostgresSql sql, List<@Nullable Object> values, PostgresErrors.Attempt attempt) {
    return run(session -> session.selectList(sql.id(), new Parameters(values)), attempt);
  }

  private int execute(
      PostgresSql sql, List<@Nullable Object> values, PostgresErrors.Attempt attempt) {
    return run(session -> session.update(sql.id(), new Parameters(values)), attempt);
  }

  private static List<@Nullable Object> parts(Key key) {
    List<@Nullable Object> parts = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      parts.add(key.part(i));
    }
    return parts;
  }

  @Override
  public @Nullable Entity select(Index index, Key key) {
    List<Entity> rows = query(reads.selectBy(index), parts(key), PostgresErrors.Attempt.reading());
    return rows.isEmpty() ? null : rows.get(0);
  }

  @Override
  public Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    List<@Nullable Object> lists = new ArrayList<>();
    for (int i = 0; i < index.columns().size(); i++) {
      int part = i;
      lists.add(keys.stream().map(key -> key.part(part)).toList());
    }
    Map<Key, Entity> found = new HashMap<>();
    for (Entity row : query(reads.selectAllBy(index), lists, PostgresErrors.Attempt.reading())) {
      found.put(Objects.requireNonNull(table.keyIn(index, row)), row);
    }
    return found;
  }

  @Override
  public Slice page(Scan scan) {
    List<@Nullable Object> values = new ArrayList<>();
    if (scan.workspace() != null) {
      values.add(scan.workspace());
    }
    if (scan.key() != null) {
      values.addAll(parts(scan.key()));
    }
    if (!scan.tags().isEmpty()) {
      values.add(List.copyOf(scan.tags()));
    }
    if (scan.position() != null) {
      values.addAll(parts(KeyPositions.decode(table, scan.position())));
    }
    values.add(scan.size() + 1L);
    List<Entity> rows = query(reads.page(scan), values, PostgresErrors.Attempt.reading());
    if (rows.size() <= scan.size()) {
      return new Slice(rows, null);
    }
    List<Entity> page = rows.subList(0, scan.size());
    Key last = primaryKey(page.get(page.size() - 1));
    return new Slice(page, KeyPositions.encode(last));
  }

  @Override
  public Entity insert(Insert insert) {
    Entity entity = insert.entity();
    if (transaction != null && table.hasTtl()) {
      makeRoom(entity, false);
    }
    try {
      return insert(entity);
    } catch (DaoException.Duplicate e) {
      if (transaction != null) {
        throw e;
      }
      if (table.hasTtl() && makeRoom(entity, false)) {
        return insert(entity);
      }
      throw primaryFirst(entity, e);
    }
  }

  private Entity insert(Entity entity) {
    List<@Nullable Object> values = values(table.columns(), entity);
    addTtl(values, entity);
    return query(writes.insert(1), values, PostgresErrors.Attempt.writing(entity)).get(0);
  }

  /**
   * Adds rows many at a time. A chunk that is refused is added again row by row, for then the one
   * that was refused is known, and those before it stay.
   */
  @Override
  public List<Entity> insertAll(List<Insert> inserts) {
    List<Entity> stored = new ArrayList<>(inserts.size());
    int from = 0;
    for (int chunk : PostgresWrites.CHUNKS) {
      while (inserts.size() - from >= chunk) {
        stored.addAll(insertChunk(inserts.subList(from, from + chunk)));
        from += chunk;
      }
    }
    return stored;
  }

  private List<Entity> insertChunk(List<Insert> chunk) {
    if (chunk.size() == 1) {
      return List.of(insert(chunk.get(0)));
    }
    List<@Nullable Object> values = new ArrayList<>(chunk.size() * (table.columns().size() + 1));
    for (Insert insert : chunk) {
      values.addAll(values(table.columns(), insert.entity()));
      addTtl(values, insert.entity());
    }
    PostgresErrors.Attempt attempt = PostgresErrors.Attempt.writing(chunk.get(0).entity());
    List<Entity> rows;
    try {
      rows = run(session -> undoable(session, writes.insert(chunk.size()), values), attempt);
    } catch (DaoException.Fault e) {
      throw e;
    } catch (DaoException e) {
      return chunk.stream().map(this::insert).toList();
    }
    Map<Key, Entity> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(primaryKey(row), row));
    return chunk.stream()
        .map(insert -> Objects.requireNonNull(byKey.get(primaryKey(insert.entity()))))
        .toList();
  }

  /** Runs a statement so that the transaction around it, if there is one, survives its failure. */
  private List<Entity> undoable(
      SqlSession session, PostgresSql sql, List<@Nullable Object> values) {
    if (transaction == null) {
      return session.selectList(sql.id(), new Parameters(values));
    }
    try {
      Savepoint before = session.getConnection().setSavepoint();
      try {
        List<Entity> rows = session.selectList(sql.id(), new Parameters(values));
        session.getConnection().releaseSavepoint(before);
        return rows;
      } catch (PersistenceException e) {
        rollback(session, before, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static void rollback(SqlSession session, Savepoint before, PersistenceException cause) {
    try {
      session.getConnection().rollback(before);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private Key primaryKey(Entity entity) {
    return Objects.requireNonNull(table.keyIn(table.primary(), entity), "primary key");
  }

  @Override
  public Upserted upsert(Insert insert) {
    Entity entity = insert.entity();
    List<@Nullable Object> values = values(table.primary().columns(), entity);
    if (table.hasWorkspaces()) {
      values.add(entity.workspace());
    }
    values.addAll(values(writes.changeable(), entity));
    addTtl(values, entity);
    values.addAll(values(table.primary().columns(), entity));
    values.addAll(values(table.columns(), entity));
    addTtl(values, entity);
    if (table.hasTtl() && transaction != null) {
      makeRoom(entity, true);
    }
    Upserted upserted;
    try {
      upserted = upsert(entity, values);
    } catch (DaoException.Duplicate e) {
      if (transaction != null) {
        throw e;
      }
      return upsertUnlessHeld(insert);
    }
    return upserted == null ? EntityStore.super.upsert(insert) : upserted;
  }

  /**
   * Writes what was refused for a unique value, unless another row that lives has it. The other may
   * have expired; or it is the very row itself, which somebody else has just added.
   */
  private Upserted upsertUnlessHeld(Insert insert) {
    requireNothingLiving(insert.entity(), true);
    if (table.hasTtl()) {
      makeRoom(insert.entity(), true);
    }
    return EntityStore.super.upsert(insert);
  }

  /**
   * Returns what was written and replaced; null when somebody was faster or holds the key, be it a
   * row that has expired.
   */
  private @Nullable Upserted upsert(Entity entity, List<@Nullable Object> values) {
    List<Upserted> answer =
        run(
            session -> session.selectList(writes.upsertOne().id(), new Parameters(values)),
            PostgresErrors.Attempt.writing(entity));
    return answer.isEmpty() ? null : answer.get(0);
  }

  @Override
  public int sweep(int limit) {
    return table.hasTtl()
        ? execute(writes.sweepExpired(), List.of((long) limit), PostgresErrors.Attempt.deleting())
        : 0;
  }

  /**
   * Removes expired rows that are in the way of the entity, and returns whether there were any.
   * Throws what lives in the way of it where something else in the way has expired: the statement
   * to come would be refused by either.
   */
  private boolean makeRoom(Entity entity, boolean replaces) {
    List<@Nullable Object> values = uniqueValues(entity, true);
    values.addAll(uniqueValues(entity, !replaces));
    if (replaces) {
      values.addAll(values(table.primary().columns(), entity));
    }
    values.addAll(uniqueValues(entity, true));
    List<PostgresRoom> answer =
        run(
            session -> session.selectList(writes.makeRoom(replaces).id(), new Parameters(values)),
            PostgresErrors.Attempt.writing(entity));
    if (answer.get(0) == PostgresRoom.BLOCKED) {
      requireNothingLiving(entity, replaces);
    }
    return answer.get(0) == PostgresRoom.MADE;
  }

  private List<@Nullable Object> uniqueValues(Entity entity, boolean withPrimary) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.isUnique() && (withPrimary || index != table.primary())) {
        values.addAll(values(index.columns(), entity));
      }
    }
    return values;
  }

  private void requireNothingLiving(Entity entity, boolean replaces) {
    for (Index index : table.indexes()) {
      Key value = index.isUnique() ? table.keyIn(index, entity) : null;
      Entity living = value == null ? null : select(index, value);
      if (living != null && !(replaces && primaryKey(living).equals(primaryKey(entity)))) {
        throw Failures.duplicate(table, index, entity);
      }
    }
  }

  /**
   * PostgreSQL reports the index it looked at first, which is the oldest; the primary key has
   * priority however old it is.
   */
  private DaoException primaryFirst(Entity entity, DaoException.Duplicate clash) {
    return select(table.primary(), primaryKey(entity)) == null
        ? clash
        : Failures.duplicate(table, table.primary(), entity);
  }

  private static List<@Nullable Object> values(List<Column> columns, Entity entity) {
    List<@Nullable Object> values = new ArrayList<>(columns.size() + 4);
    for (Column column : columns) {
      values.add(column.get(entity));
    }
    return values;
  }

  private void addTtl(List<@Nullable Object> values, Entity entity) {
    if (table.hasTtl()) {
      values.add(entity.ttl().map(Duration::toSeconds).map(Long::doubleValue).orElse(null));
    }
  }

  @Override
  public Entity update(Update update) {
    Entity next = update.next();
    if (table.hasTtl()) {
      makeRoom(next, true);
    }
    List<@Nullable Object> values = values(writes.changeable(), next);
    if (!update.keepsTtl()) {
      addTtl(values, next);
    }
    values.addAll(values(table.primary().columns(), update.stored()));
    values.addAll(PostgresVersion.parameters(update.stored()));
    List<Entity> rows =
        query(writes.updateOne(update.keepsTtl()), values, PostgresErrors.Attempt.writing(next));
    if (rows.isEmpty()) {
      throw Failures.changed(table, update.stored().key());
    }
    return rows.get(0);
  }

  @Override
  public boolean delete(Delete delete) {
    Entity stored = delete.stored();
    List<@Nullable Object> values = values(table.primary().columns(), stored);
    values.addAll(PostgresVersion.parameters(stored));
    if (execute(writes.deleteOne(), values, PostgresErrors.Attempt.deleting()) > 0) {
      return true;
    }
    if (select(table.primary(), primaryKey(stored)) != null) {
      throw Failures.changed(table, stored.key());
    }
    return false;
  }

  @Override
  public @Nullable Entity take(Index index, Key key, @Nullable UUID workspace) {
    List<@Nullable Object> values = parts(key);
    boolean sayingWhere = workspace != null && !index.isByWorkspace();
    if (sayingWhere) {
      values.add(workspace);
    }
    List<Entity> taken =
        query(writes.takeBy(index, sayingWhere), values, PostgresErrors.Attempt.deleting());
    return taken.isEmpty() ? null : taken.get(0);
  }

  @Override
  public void truncate() {
    execute(writes.truncateAll(), List.of(), PostgresErrors.Attempt.deleting());
  }
}
