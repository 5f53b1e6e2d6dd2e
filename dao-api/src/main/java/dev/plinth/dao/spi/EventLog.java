/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The optional part of a strategy that keeps changes for other nodes, written with the change
 * itself.
 */
public interface EventLog {
  /**
   * Returns events that follow the position, oldest first, from the start when it is null; none is
   * ever skipped.
   */
  List<Event> read(@Nullable String position, int limit);

  /** Calls {@code wake} when events may have come, as a hint that may be late or lost. */
  default AutoCloseable onAppend(Runnable wake) {
    return () -> {};
  }
}
