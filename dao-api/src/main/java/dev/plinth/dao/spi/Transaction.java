/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * A transaction: serialisable against others as far as the rows it read and wrote go. For one
 * thread.
 */
public interface Transaction extends AutoCloseable {
  /** Returns the store of a table within this transaction. */
  EntityStore store(Table table);

  /**
   * Makes the writes visible. Throws {@link Failures#retryable} when others were faster, and then
   * nothing was written.
   */
  void commit();

  /** Undoes what was not committed. */
  @Override
  void close();
}
