/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverExecutionException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Failures;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What Cassandra and its driver say, in the words of the framework. Of a conditional write all that
 * is not plainly refused is unknown: even where the coordinator found too few nodes, an earlier
 * round of the same write may have reached one of them.
 */
final class CassandraErrors {
  private CassandraErrors() {}

  /** What was tried: it decides what a failure means. */
  enum Attempt {
    /** A read, or anything else that may be done again. */
    READ,
    /** A write that must not be done again before its outcome is known. */
    CONDITIONAL
  }

  static DaoException translate(Throwable failure, @Nullable String table, Attempt attempt) {
    Throwable cause = origin(failure);
    if (cause instanceof DaoException known) {
      return known;
    }
    String message = message(cause);
    if (isUnsent(cause)) {
      return Failures.retryable("no node of the cluster can be reached: " + message, cause);
    }
    if (cause instanceof AuthenticationException || cause instanceof UnauthorizedException) {
      return Failures.permanent(
          message + ": see cassandra.user, cassandra.password and what the role may do", cause);
    }
    if (cause instanceof QueryValidationException
        || cause instanceof InvalidKeyspaceException
        || cause instanceof CodecNotFoundException) {
      return Failures.permanent(message + advice(message, table), cause);
    }
    if (attempt == Attempt.CONDITIONAL) {
      return Failures.outcomeUnknown(message, cause);
    }
    return Failures.retryable(message, cause);
  }

  /** Says whether a write may have taken effect although it failed. */
  static boolean isUnknown(DaoException failure) {
    return failure instanceof DaoException.Fault fault && !fault.isOutcomeKnown();
  }

  private static boolean isUnsent(Throwable cause) {
    return cause instanceof NoNodeAvailableException
        || cause instanceof BusyConnectionException
        || cause instanceof RequestThrottlingException
        || (cause instanceof AllNodesFailedException all && all.getAllErrors().isEmpty());
  }

  /** The driver wraps what one node said in what all nodes said. */
  private static Throwable origin(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof DriverExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof AllNodesFailedException all && !all.getAllErrors().isEmpty()) {
      for (List<Throwable> errors : all.getAllErrors().values()) {
        for (Throwable error : errors) {
          if (error instanceof AuthenticationException
              || error instanceof QueryValidationException) {
            return error;
          }
        }
      }
    }
    return cause;
  }

  private static String advice(String message, @Nullable String table) {
    String said = message.toLowerCase(Locale.ROOT);
    boolean other =
        said.contains("unconfigured table")
            || said.contains("does not exist")
            || said.contains("undefined column")
            || said.contains("undefined name")
            || said.contains("unknown identifier");
    return table != null && other
        ? ": the table '"
            + table
            + "' is not as its schema needs it: run the migrations, or undo what was altered by hand"
        : "";
  }

  private static String message(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
