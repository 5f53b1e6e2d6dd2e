/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import org.jspecify.annotations.Nullable;

/**
 * A change that is announced, or about to be. Ends with {@link #applied}, {@link #refused} or in
 * {@link #doubt}. For one thread.
 */
final class CassandraIntent {
  static final String APPLIED = "applied";
  static final String REFUSED = "refused";

  private static final CassandraIntent NONE = new CassandraIntent(null, 0, () -> {});

  private final @Nullable CassandraEvents events;
  private final long seq;
  private final Runnable await;
  private @Nullable String outcome;
  private boolean over;

  CassandraIntent(@Nullable CassandraEvents events, long seq, Runnable await) {
    this.events = events;
    this.seq = seq;
    this.await = await;
  }

  /** Returns what stands for a change that nobody needs to hear of. */
  static CassandraIntent none() {
    return NONE;
  }

  /** Returns that of a process that announces nothing: others must have heard of that. */
  static CassandraIntent unannounced(CassandraEvents events) {
    return new CassandraIntent(events, 0, () -> {});
  }

  long seq() {
    return seq;
  }

  /** Returns what came of it; null when that is not known. */
  @Nullable String outcome() {
    return outcome;
  }

  /** Waits until the announcement is written and others know where to look for it. */
  void acknowledged() {
    if (events != null) {
      await.run();
      events.requireHeard(seq);
    }
  }

  void applied() {
    end(APPLIED);
  }

  void refused() {
    end(REFUSED);
  }

  /** Ends with an outcome that cannot be told any more, but is settled. */
  void over() {
    end(null);
  }

  private void end(@Nullable String how) {
    if (events != null && !over) {
      over = true;
      outcome = how;
      events.finish(this);
    }
  }

  /** Leaves it open, to be settled later by what is given. */
  void doubt(Runnable settle) {
    if (events != null && !over) {
      events.doubt(this, settle);
    }
  }
}
