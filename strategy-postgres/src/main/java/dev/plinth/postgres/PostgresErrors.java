/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import com.zaxxer.hikari.pool.HikariPool;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL and its driver say, in the words of the framework: by SQLSTATE and the name of
 * the constraint, never by text.
 */
final class PostgresErrors {
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "53300", "53200");

  private PostgresErrors() {}

  /** What was tried: it decides what a broken connection means. */
  record Attempt(@Nullable Entity entity, boolean writes) {
    private static final Attempt READING = new Attempt(null, false);
    private static final Attempt DELETING = new Attempt(null, true);

    static Attempt reading() {
      return READING;
    }

    static Attempt deleting() {
      return DELETING;
    }

    static Attempt writing(Entity entity) {
      return new Attempt(entity, true);
    }
  }

  static DaoException translate(Throwable failure, @Nullable Table table, Attempt attempt) {
    if (failure.getCause() instanceof DaoException refusal) {
      return refusal;
    }
    if (failure instanceof DaoException refusal) {
      return refusal;
    }
    SQLException cause = sql(failure);
    if (cause == null) {
      if (failure instanceof HikariPool.PoolInitializationException
          || failure.getCause() instanceof HikariPool.PoolInitializationException) {
        return Failures.retryable(message(failure), failure);
      }
      return Failures.permanent(message(failure), failure);
    }
    if (cause instanceof SQLTransientConnectionException) {
      return Failures.retryable(
          "no connection: " + message(cause.getCause() == null ? cause : cause.getCause()), cause);
    }
    String state = Objects.requireNonNullElse(cause.getSQLState(), "");
    if (state.startsWith("08") || state.startsWith("57P")) {
      return attempt.writes()
          ? Failures.outcomeUnknown(message(cause), cause)
          : Failures.retryable(message(cause), cause);
    }
    if (PASSING.contains(state)) {
      return Failures.retryable(message(cause), cause);
    }
    DaoException constraint =
        table == null ? null : constraint(cause, state, table, attempt.entity());
    return constraint == null ? Failures.permanent(message(cause), cause) : constraint;
  }

  private static @Nullable DaoException constraint(
      SQLException cause, String state, Table table, @Nullable Entity entity) {
    ServerErrorMessage server =
        cause instanceof PSQLException exception ? exception.getServerErrorMessage() : null;
    String name = server == null ? null : server.getConstraint();
    if (name == null) {
      return null;
    }
    if (state.equals("23505") && entity != null) {
      for (Index index : table.indexes()) {
        if (PostgresNames.constraint(index.name()).equals(name)) {
          return Failures.duplicate(table, index, entity);
        }
      }
    }
    if (state.equals("23503") || state.equals("23001")) {
      for (Reference reference : table.referencedBy()) {
        if (PostgresNames.constraint(reference).equals(name)
            && (entity == null || !reference.childTable().equals(table.name()))) {
          return Failures.referenced(reference);
        }
      }
      for (Reference reference : table.references()) {
        if (entity != null && PostgresNames.constraint(reference).equals(name)) {
          return Failures.dangling(table, reference, entity);
        }
      }
    }
    return null;
  }

  private static @Nullable SQLException sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException exception) {
        return exception;
      }
    }
    return null;
  }

  private static String message(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
