/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The optional part of a strategy that keeps changes for other nodes, written with the change
 * itself, so that no crash can come between the two. Must be safe for use by many threads.
 */
public interface EventLog {
  /**
   * Opens a reader of the changes of some tables.
   *
   * @param position what {@link Reader#position} said before; null to begin now
   */
  Reader open(List<Table> tables, @Nullable String position);

  /** Calls {@code wake} when events may have come, as a hint that may be late or lost. */
  default AutoCloseable onAppend(Runnable wake) {
    return () -> {};
  }

  /** Removes events too old for any reader, {@code limit} at most, and returns how many. */
  default int sweep(int limit) {
    return 0;
  }

  /** Reads changes, each once. For one thread. */
  interface Reader extends AutoCloseable {
    /** Returns what was written since the last call, without waiting. None is ever skipped. */
    Events poll();

    /** Returns where to go on reading, in another process or after a restart. */
    String position();

    @Override
    void close();
  }
}
