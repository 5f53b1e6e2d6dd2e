/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.ColumnType;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.Nullable;

/**
 * MyBatis with statements made by program: parameters are bound and rows are read by what was
 * compiled with the statement, without OGNL, type look-ups or reflection on the way.
 */
final class PostgresConfiguration extends Configuration {
  PostgresConfiguration(DataSource source) {
    super(new Environment("postgres", new JdbcTransactionFactory(), source));
    setLocalCacheScope(LocalCacheScope.STATEMENT);
    setCacheEnabled(false);
  }

  /** Registers a statement; one that returns rows, be it a write, is run as a query. */
  PostgresSql register(
      String id, String text, List<ColumnType> parameters, RowReader reader, boolean returnsRows) {
    PostgresSql sql = new PostgresSql(this, id, text, parameters, reader);
    MappedStatement statement =
        new MappedStatement.Builder(
                this, id, sql, returnsRows ? SqlCommandType.SELECT : SqlCommandType.UPDATE)
            .flushCacheRequired(true)
            .useCache(false)
            .build();
    synchronized (this) {
      addMappedStatement(statement);
    }
    return sql;
  }

  @Override
  public ParameterHandler newParameterHandler(
      MappedStatement statement, Object values, BoundSql bound) {
    return new Binding((PostgresSql) statement.getSqlSource(), (Parameters) values);
  }

  @Override
  @SuppressWarnings("rawtypes") // as inherited
  public ResultSetHandler newResultSetHandler(
      Executor executor,
      MappedStatement statement,
      RowBounds bounds,
      ParameterHandler parameters,
      ResultHandler handler,
      BoundSql bound) {
    return new Reading(((PostgresSql) statement.getSqlSource()).reader());
  }

  private static final class Binding implements ParameterHandler {
    private final PostgresSql sql;
    private final Parameters parameters;

    Binding(PostgresSql sql, Parameters parameters) {
      this.sql = sql;
      this.parameters = parameters;
    }

    @Override
    public Object getParameterObject() {
      return parameters;
    }

    @Override
    public void setParameters(PreparedStatement statement) throws SQLException {
      List<@Nullable Object> values = parameters.values();
      if (values.size() != sql.parameterCount()) {
        throw new IllegalStateException(
            sql.id() + " has " + sql.parameterCount() + " parameters, not " + values.size());
      }
      for (int i = 0; i < values.size(); i++) {
        PostgresTypes.set(statement, i + 1, sql.parameter(i), values.get(i));
      }
    }
  }

  private static final class Reading implements ResultSetHandler {
    private final RowReader reader;

    Reading(RowReader reader) {
      this.reader = reader;
    }

    @Override
    @SuppressWarnings("unchecked") // callers ask for what the reader of their statement makes
    public <E> List<E> handleResultSets(Statement statement) throws SQLException {
      List<E> list = new ArrayList<>();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          list.add((E) reader.read(rows));
        }
      }
      return list;
    }

    @Override
    public <E> Cursor<E> handleCursorResultSets(Statement statement) {
      throw new IllegalStateException("no cursors are used");
    }

    @Override
    public void handleOutputParameters(CallableStatement statement) {
      throw new IllegalStateException("no procedures are called");
    }
  }
}
