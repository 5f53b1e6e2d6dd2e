/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.function.Consumer;

/** The changes made through a {@link Db}. Safe for use by many threads. */
public interface Changes {
  /**
   * Calls the consumer, on the writing thread, after each change of the schema's entities is
   * written and visible. What it throws is logged and changes nothing.
   */
  Subscription subscribe(String schema, Consumer<Change> consumer);

  /** A subscription, to be closed when no more changes are wanted. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
