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
  private @Nullable Instant now;

  Context(Purpose purpose, Clock clock) {
    this.purpose = purpose;
    this.clock = clock;
  }

  Purpose purpose() {
    return purpose;
  }

  Instant now() {
    if (now == null) {
      now = clock.instant();
    }
    return now;
  }

  /** What an input is processed for. */
  enum Purpose {
    INSERT,
    UPSERT,
    UPDATE,
    SELECT,
    /** Defaults are filled, nothing is generated. */
    PLAIN;

    /** Says whether values are generated for absent fields. */
    boolean makesValues() {
      return this == INSERT || this == UPSERT;
    }
  }
}
