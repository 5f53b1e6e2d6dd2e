/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run over one input: what it is for, and the one reading of the clock it uses. For one thread.
 */
final class Context {
  private final Purpose purpose;
  private final Clock clock;
  private final boolean keepsNulls;
  private boolean expands;
  private int left = Limits.TOTAL;
  private boolean hasRead;
  private long millis;
  private @Nullable Instant second;

  Context(Purpose purpose, Clock clock) {
    this(purpose, clock, true);
  }

  /**
   * Makes the context.
   *
   * @param keepsNulls whether reading leaves nulls as they are, instead of as absent
   */
  Context(Purpose purpose, Clock clock, boolean keepsNulls) {
    this.purpose = purpose;
    this.clock = clock;
    this.keepsNulls = keepsNulls;
  }

  /** Returns the context in which what a row lacks, though it is required, is made anew. */
  Context expanding() {
    Context context = new Context(Purpose.INSERT, clock);
    context.expands = true;
    return context;
  }

  /** Counts elements of collections; false when there are too many of them in all. */
  boolean spend(int elements) {
    left = elements > left ? -1 : left - elements; // once there are too many, all are
    return left >= 0;
  }

  /** Says whether this is to make anew what a row lacks: then defaults are taken as they are. */
  boolean expands() {
    return expands;
  }

  /** Returns what a value that is nothing is read as. */
  @Nullable Object nothing() {
    return keepsNulls ? null : Absent.VALUE;
  }

  /** Says whether this is to read a row. */
  boolean reads() {
    return purpose == Purpose.SELECT;
  }

  /** Says whether this is to change a row: what is absent stays so. */
  boolean updates() {
    return purpose == Purpose.UPDATE;
  }

  /** Says whether values are generated for absent fields. */
  boolean makesValues() {
    return purpose == Purpose.INSERT || purpose == Purpose.UPSERT;
  }

  /** Returns the moment of this run, which is one, to the second. */
  Instant second() {
    if (second == null) {
      second = Instant.ofEpochSecond(Math.floorDiv(millis(), 1000L));
    }
    return second;
  }

  /** Returns the moment of this run in milliseconds: no field keeps a shorter time. */
  long millis() {
    if (!hasRead) {
      millis = clock.millis();
      hasRead = true;
    }
    return millis;
  }

  /** What an input is processed for. */
  enum Purpose {
    INSERT,
    UPSERT,
    UPDATE,
    SELECT,
    /** Defaults are filled, nothing is generated. */
    PLAIN
  }
}
