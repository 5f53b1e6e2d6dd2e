/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a row, with what came of it. Immutable.
 *
 * @param who the thread
 * @param target the key that it was called with, the primary one or a unique value
 * @param made the primary key of a row that it makes; null where it makes none
 * @param sent the values it was called with
 * @param begun when it was called, in nanoseconds of a monotonic clock
 * @param ended when it was answered; {@link #NEVER} when what came of it is unknown
 */
record Call(
    String who,
    Kind kind,
    Key target,
    @Nullable Key made,
    Values sent,
    Result result,
    long begun,
    long ended)
    implements Linearizability.Timed {

  /** What was asked for. */
  enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    UPSERT,
    DELETE
  }

  /** What a row holds, as far as it is looked at. */
  record Row(@Nullable Object value, @Nullable Object content) {}

  /** How it was answered. */
  enum Answer {
    /** With a row. */
    ROW,
    /** There is none. */
    NOTHING,
    /** It was deleted. */
    DONE,
    /** Refused: the primary key is taken. */
    KEY_TAKEN,
    /** Refused: the unique value is taken. */
    VALUE_TAKEN,
    /** Not at all: it may have taken effect, may still do so, or never will. */
    UNKNOWN
  }

  /**
   * What came of it.
   *
   * @param key the primary key of the row returned
   * @param row what it holds
   */
  record Result(Answer answer, @Nullable Key key, @Nullable Row row) {
    static Result of(Answer answer) {
      return new Result(answer, null, null);
    }

    static Result row(Key key, Row row) {
      return new Result(Answer.ROW, key, row);
    }
  }
}
