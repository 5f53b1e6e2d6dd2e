/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Catalogue;
import dev.plinth.dao.spi.Session;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** A connection for statements of others' making. For one thread. */
final class PostgresSession implements Session {
  /** The advisory lock under which tables are made, so that several nodes may begin at once. */
  private static final long TABLES = 0x706c696e7468L;

  private final Connection connection;
  private final String schema;

  PostgresSession(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** Lets statements take as long as the server lets them: a migration may lift its limit. */
  void waitForEver() {
    try {
      connection.setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.reading());
    }
  }

  void createSchema() {
    execute("CREATE SCHEMA IF NOT EXISTS " + PostgresNames.quoted(schema));
  }

  void lockTables() {
    query("SELECT pg_advisory_xact_lock(?)", TABLES);
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T prepared(String text, @Nullable Object[] parameters, Work<T> work) {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(
            i + 1,
            parameters[i] instanceof java.time.Instant moment
                ? moment.atOffset(java.time.ZoneOffset.UTC)
                : parameters[i]);
      }
      return work.run(statement);
    } catch (SQLException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.deleting());
    }
  }

  @Override
  public List<String> split(String script) {
    return new PostgresScript(script).statements();
  }

  @Override
  public void execute(String statement, @Nullable Object... parameters) {
    prepared(statement, parameters, PreparedStatement::execute);
  }

  @Override
  @SuppressWarnings("NullAway") // it does not see in class files that a map may hold nulls
  public List<Map<String, @Nullable Object>> query(
      String statement, @Nullable Object... parameters) {
    return prepared(
        statement,
        parameters,
        prepared -> {
          List<Map<String, @Nullable Object>> found = new ArrayList<>();
          try (ResultSet rows = prepared.executeQuery()) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
              Map<String, @Nullable Object> row = new LinkedHashMap<>();
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), natural(rows.getObject(i)));
              }
              found.add(row);
            }
          }
          return found;
        });
  }

  private static @Nullable Object natural(@Nullable Object value) throws SQLException {
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant();
    }
    if (value instanceof Array array) {
      return Collections.unmodifiableList(Arrays.asList((Object[]) array.getArray()));
    }
    return value instanceof PGobject object ? object.getValue() : value;
  }

  /** Whatever is thrown, be it an error of the JVM, nothing of the work stays. */
  @Override
  public void atomically(Runnable work) {
    try {
      connection.setAutoCommit(false);
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        undo(e);
        throw e;
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      undo(e);
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.deleting());
    }
  }

  private void undo(Throwable cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public Catalogue catalogue() {
    return new PostgresCatalogue(this, schema);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.reading());
    }
  }
}
