/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One statement: its text, made once, the types of its parameters, and how it may be sent. Prepared
 * when it is first used. Safe for use by many threads.
 */
final class CassandraCql {
  private final CassandraSessions sessions;
  private final String table;
  private final String text;
  private final Kind kind;
  private final TypeCodec<Object>[] parameters;
  private volatile @Nullable PreparedStatement prepared;

  /** How a statement may be sent, and what a failure of it means. */
  enum Kind {
    /** A read by a majority; may be sent again. */
    READ,
    /** A read that finishes what conditional writes began; may be sent again. */
    SERIAL,
    /** A conditional write; is sent once. */
    CONDITIONAL,
    /** A write without conditions that may be sent again. */
    PLAIN
  }

  CassandraCql(
      CassandraSessions sessions,
      String table,
      String text,
      Kind kind,
      List<TypeCodec<Object>> parameters) {
    this.sessions = sessions;
    this.table = table;
    this.text = text;
    this.kind = kind;
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    TypeCodec<Object>[] array = parameters.toArray(new TypeCodec[0]);
    this.parameters = array;
  }

  private CassandraErrors.Attempt attempt() {
    return kind == Kind.CONDITIONAL
        ? CassandraErrors.Attempt.CONDITIONAL
        : CassandraErrors.Attempt.READ;
  }

  /** Says so of what has to be read before the doctor can be asked, such as migrations. */
  private boolean readsOwnTable() {
    return (kind == Kind.READ || kind == Kind.SERIAL) && table.startsWith(CassandraNames.OWN);
  }

  private @Nullable String profile() {
    return switch (kind) {
      case CONDITIONAL -> CassandraSessions.CONDITIONAL;
      case READ -> sessions.reads();
      case SERIAL, PLAIN -> null;
    };
  }

  private PreparedStatement prepared(CqlSession session) {
    PreparedStatement known = prepared;
    if (known != null) {
      return known;
    }
    if (!readsOwnTable()) {
      sessions.levels().require(session);
    }
    SimpleStatement statement =
        SimpleStatement.newInstance(text)
            .setConsistencyLevel(kind == Kind.SERIAL ? sessions.serial() : sessions.quorum())
            .setSerialConsistencyLevel(sessions.serial())
            .setIdempotent(kind != Kind.CONDITIONAL);
    String profile = profile();
    if (profile != null) {
      statement = statement.setExecutionProfileName(profile);
    }
    try {
      known = session.prepare(statement);
    } catch (RuntimeException e) {
      throw CassandraErrors.translate(e, table, CassandraErrors.Attempt.READ);
    }
    prepared = known;
    return known;
  }

  private BoundStatement bind(CqlSession session, int pageSize, @Nullable Object[] values) {
    BoundStatementBuilder statement = prepared(session).boundStatementBuilder();
    for (int i = 0; i < parameters.length; i++) {
      Object value = values[i];
      if (value != null) {
        statement = statement.set(i, value, parameters[i]);
      } else if (kind != Kind.PLAIN) { // there nothing has been that a null would have to remove
        statement = statement.setToNull(i);
      }
    }
    return (pageSize > 0 ? statement.setPageSize(pageSize) : statement).build();
  }

  /** Runs the statement. */
  ResultSet run(@Nullable Object... values) {
    return page(0, values);
  }

  /** Runs the query, its rows fetched so many at a time. */
  ResultSet page(int pageSize, @Nullable Object... values) {
    CqlSession session = sessions.open();
    BoundStatement statement = bind(session, pageSize, values);
    try {
      return session.execute(statement);
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /** Runs the query and returns its first row; null when there is none. */
  @Nullable Row one(@Nullable Object... values) {
    return run(values).one();
  }

  /** Runs the conditional write and returns whether it was applied. */
  boolean applies(@Nullable Object... values) {
    return run(values).wasApplied();
  }

  /** Begins the statement; what goes wrong is in the answer. */
  CompletionStage<AsyncResultSet> start(@Nullable Object... values) {
    return startPage(0, values);
  }

  /** Begins the query, its rows fetched so many at a time; what goes wrong is in the answer. */
  CompletionStage<AsyncResultSet> startPage(int pageSize, @Nullable Object... values) {
    CqlSession session = sessions.open();
    return session.executeAsync(bind(session, pageSize, values));
  }

  /** Waits for what was begun. */
  AsyncResultSet await(CompletionStage<AsyncResultSet> begun) {
    try {
      return begun.toCompletableFuture().join();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /** Returns what a failure of the statement means. */
  RuntimeException failure(RuntimeException cause) {
    if (sessions.isClosed()) {
      return dev.plinth.dao.spi.Failures.closed("cassandra");
    }
    return CassandraErrors.translate(Objects.requireNonNull(cause, "cause"), table, attempt());
  }

  @Override
  public String toString() {
    return text;
  }
}
