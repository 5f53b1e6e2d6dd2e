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
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final PostgresStatements statements;
  private final Table table;
  private final @Nullable SqlSession transaction;

  PostgresStore(PostgresSessions sessions, PostgresStatements statements) {
    this(sessions, statements, null);
  }

  PostgresStore(
      PostgresSessions sessions, PostgresStatements statements, @Nullable SqlSession transaction) {
    this.sessions = sessions;
    this.statements = statements;
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
      throw PostgresErrors.translate(e, table, attempt);
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
    List<Entity> rows =
        query(statements.select(index), parts(key), PostgresErrors.Attempt.reading());
    return rows.isEmpty() ? null : rows.get(0);
  }

  @Override
  public Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    List<@Nullable Object> lists = new ArrayList<>();
    for (int i = 0; i < index.columns().size(); i++) {
      int part = i;
      lists.add(keys.stream().map(key -> key.part(part)).toList());
    }
    Map<Key, Entity> byKey = new LinkedHashMap<>();
    for (Entity row :
        query(statements.selectAllBy(index), lists, PostgresErrors.Attempt.reading())) {
      byKey.put(comparable(Objects.requireNonNull(table.keyIn(index, row))), row);
    }
    Map<Key, Entity> found = new LinkedHashMap<>();
    for (Key key : keys) {
      Entity row = byKey.get(comparable(key));
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  private static Key comparable(Key key) {
    return Key.ofParts(parts(key));
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
    List<Entity> rows = query(statements.page(scan), values, PostgresErrors.Attempt.reading());
    if (rows.size() <= scan.size()) {
      return new Slice(rows, null);
    }
    List<Entity> page = rows.subList(0, scan.size());
    Key last = Objects.requireNonNull(table.keyIn(table.primary(), page.get(page.size() - 1)));
    return new Slice(page, KeyPositions.encode(last));
  }

  @Override
  public Entity insert(Insert insert) {
    Entity entity = insert.entity();
    if (transaction != null && table.hasTtl()) {
      removeClashingExpired(entity);
    }
    try {
      return insert(entity);
    } catch (DaoException.Duplicate e) {
      if (transaction != null) {
        throw e;
      }
      if (table.hasTtl() && removeClashingExpired(entity)) {
        return insert(entity);
      }
      throw primaryFirst(entity, e);
    }
  }

  private Entity insert(Entity entity) {
    List<@Nullable Object> values = values(table.columns(), entity);
    addTtl(values, entity);
    return query(statements.insertOne(), values, PostgresErrors.Attempt.writing(entity)).get(0);
  }

  private boolean removeClashingExpired(Entity entity) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        values.addAll(values(index.columns(), entity));
      }
    }
    return execute(
            statements.deleteClashingExpired(), values, PostgresErrors.Attempt.writing(entity))
        > 0;
  }

  /**
   * PostgreSQL reports the index it looked at first, which is the oldest; the primary key has
   * priority however old it is.
   */
  private DaoException primaryFirst(Entity entity, DaoException.Duplicate clash) {
    Key key = Objects.requireNonNull(table.keyIn(table.primary(), entity));
    return select(table.primary(), key) == null
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
      removeClashingExpired(next);
    }
    List<@Nullable Object> values = values(statements.changeable(), next);
    if (!update.keepsTtl()) {
      addTtl(values, next);
    }
    values.addAll(values(table.primary().columns(), update.stored()));
    values.add(update.stored().version());
    List<Entity> rows =
        query(
            statements.updateOne(update.keepsTtl()), values, PostgresErrors.Attempt.writing(next));
    if (rows.isEmpty()) {
      throw Failures.changed(table, update.stored().key());
    }
    return rows.get(0);
  }

  @Override
  public boolean delete(Delete delete) {
    Entity stored = delete.stored();
    List<@Nullable Object> values = values(table.primary().columns(), stored);
    values.add(stored.version());
    if (execute(statements.deleteOne(), values, PostgresErrors.Attempt.deleting()) > 0) {
      return true;
    }
    if (select(table.primary(), Objects.requireNonNull(table.keyIn(table.primary(), stored)))
        != null) {
      throw Failures.changed(table, stored.key());
    }
    return false;
  }

  @Override
  public void truncate() {
    execute(statements.truncateAll(), List.of(), PostgresErrors.Attempt.deleting());
  }
}
