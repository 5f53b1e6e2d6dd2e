/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A transaction in one session. Isolation is PostgreSQL's read committed: what was read is written
 * by compare and set, and references are kept by constraints, so that no stronger level is needed.
 * For one thread.
 */
final class PostgresTransaction implements Transaction {
  private final PostgresSessions sessions;
  private final SqlSession session;
  private final Map<String, PostgresStore> stores = new LinkedHashMap<>();

  PostgresTransaction(PostgresSessions sessions) {
    this.sessions = sessions;
    this.session = sessions.begin();
  }

  @Override
  public EntityStore store(Table table) {
    return stores.computeIfAbsent(
        table.name(), name -> new PostgresStore(sessions, sessions.statements(table), session));
  }

  /** The savepoint is given back at once, so that many parts do not add up. */
  @Override
  public <T> T attempt(Supplier<T> part) {
    try {
      Connection connection = session.getConnection();
      Savepoint before = connection.setSavepoint();
      try {
        T result = part.get();
        connection.releaseSavepoint(before);
        return result;
      } catch (RuntimeException | Error e) {
        rollback(connection, before, e);
        throw e;
      }
    } catch (SQLException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.deleting());
    }
  }

  private static void rollback(Connection connection, Savepoint before, Throwable cause) {
    try {
      connection.rollback(before);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void commit() {
    requireWhole();
    try {
      session.commit(true);
    } catch (PersistenceException e) {
      DaoException failure = PostgresErrors.translate(e, null, PostgresErrors.Attempt.deleting());
      throw failure instanceof DaoException.Fault
          ? failure
          : Failures.outcomeUnknown(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * After a failed statement PostgreSQL undoes everything, and answers a commit as if it had not.
   */
  private void requireWhole() {
    if (stores.isEmpty()) {
      return;
    }
    try {
      BaseConnection connection = session.getConnection().unwrap(BaseConnection.class);
      if (connection.getTransactionState() == TransactionState.FAILED) {
        throw Failures.permanent(
            "the transaction cannot be committed: an operation in it failed and has undone all of"
                + " it",
            null);
      }
    } catch (SQLException | PersistenceException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.reading());
    }
  }

  @Override
  public void close() {
    try {
      session.rollback(true);
    } finally {
      session.close();
    }
  }
}
