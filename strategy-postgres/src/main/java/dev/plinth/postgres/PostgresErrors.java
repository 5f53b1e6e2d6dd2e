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
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL and its driver say, in the words of the framework: by SQLSTATE and the name of
 * the constraint, never by text. Of what the server says only the sentence itself is passed on: its
 * details quote values of rows.
 */
final class PostgresErrors {
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "53300", "53200");

  /** A table, a column, a type, or a cast that a statement counts on is not there. */
  private static final Set<String> OTHER_TABLE =
      Set.of("42P01", "42703", "42804", "42883", "42846", "42P18", "42P10", "22003", "22001");

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

    /** Returns this as a part of a transaction: what was not committed was not written. */
    Attempt uncommitted() {
      return new Attempt(entity, false);
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
      Throwable origin = failure.getCause() == null ? failure : failure.getCause();
      return here(message(origin) + advice("", null, table), failure, attempt);
    }
    if (cause instanceof SQLTransientConnectionException) {
      return unconnected(cause);
    }
    String state = state(cause);
    if (isUnsent(state)) {
      return Failures.retryable("the connection was lost: " + message(cause), cause);
    }
    if (isLost(state)) {
      String message = "the connection was lost: " + message(cause);
      return attempt.writes()
          ? Failures.outcomeUnknown(message, cause)
          : Failures.retryable(message, cause);
    }
    ServerErrorMessage server = server(cause);
    if (PASSING.contains(state) || isStalePlan(state, server)) {
      return Failures.retryable(message(cause), cause);
    }
    DaoException constraint =
        table == null ? null : constraint(state, server, table, attempt.entity());
    if (constraint != null) {
      return constraint;
    }
    String message = message(cause) + advice(state, server, table);
    return server == null ? here(message, cause, attempt) : Failures.permanent(message, cause);
  }

  /** Says whether the server was not reached, or the connection to it broke. */
  static boolean isConnection(DaoException failure) {
    SQLException cause = sql(failure);
    return cause instanceof SQLTransientConnectionException
        || (cause != null && (isUnsent(state(cause)) || isLost(state(cause))));
  }

  private static String state(SQLException cause) {
    return Objects.requireNonNullElse(cause.getSQLState(), "");
  }

  /**
   * The connection had been closed before; the pool, unlike the driver, says so without a state.
   */
  private static boolean isUnsent(String state) {
    return state.isEmpty() || state.equals("08003");
  }

  private static boolean isLost(String state) {
    return state.startsWith("08") || state.startsWith("57P") || state.equals("25P03");
  }

  /** A table was altered under a transaction that has used it; the next one sees it as it is. */
  private static boolean isStalePlan(String state, @Nullable ServerErrorMessage server) {
    return state.equals("0A000")
        && server != null
        && String.valueOf(server.getRoutine()).startsWith("RevalidateCached");
  }

  /**
   * The failure arose on this side, perhaps while an answer was read: the server may have done it.
   */
  private static DaoException here(String message, Throwable cause, Attempt attempt) {
    return attempt.writes()
        ? Failures.outcomeUnknown(message, cause)
        : Failures.permanent(message, cause);
  }

  private static DaoException unconnected(SQLException timeout) {
    Throwable cause = timeout.getCause();
    if (cause == null) {
      return Failures.retryable(
          "no connection was free: "
              + message(timeout)
              + ": raise postgres.pool-size, or see what holds them",
          timeout);
    }
    GeneralSecurityException certificate = null;
    for (Throwable one = cause; one != null; one = one.getCause()) {
      certificate = one instanceof GeneralSecurityException deeper ? deeper : certificate;
    }
    if (certificate != null) {
      return Failures.permanent(
          "no connection: the server's certificate is not trusted: "
              + message(certificate)
              + ": see sslrootcert and sslmode in the address",
          timeout);
    }
    String state = cause instanceof SQLException exception ? state(exception) : "";
    String message = "no connection: " + message(cause);
    return state.startsWith("28") || state.equals("3D000")
        ? Failures.permanent(message, timeout)
        : Failures.retryable(message, timeout);
  }

  /** Returns what to do, as the end of a message; empty when the server's words are enough. */
  private static String advice(
      String state, @Nullable ServerErrorMessage server, @Nullable Table table) {
    if (table != null && (OTHER_TABLE.contains(state) || server == null)) {
      return ": the table '"
          + table.name()
          + "' is not as its schema needs it: run the migrations, or undo what was altered by hand";
    }
    return switch (state) {
      case "25006" -> ": it is a standby, or was set to be read only: use the primary's address";
      case "53100" -> ": the disk of the database is full: make room on it";
      case "23502", "23503", "23505", "23514", "23P01" ->
          server == null || server.getConstraint() == null
              ? ""
              : ": the constraint '" + server.getConstraint() + "' is not one of the schema's";
      default -> "";
    };
  }

  private static @Nullable ServerErrorMessage server(@Nullable Throwable cause) {
    return cause instanceof PSQLException exception ? exception.getServerErrorMessage() : null;
  }

  private static @Nullable DaoException constraint(
      String state, @Nullable ServerErrorMessage server, Table table, @Nullable Entity entity) {
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
    ServerErrorMessage server = server(failure);
    String message = server == null ? failure.getMessage() : server.getMessage();
    return Objects.requireNonNullElse(message, failure.getClass().getSimpleName());
  }
}
