/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.function.Supplier;

/**
 * A transaction: serialisable against others as far as the rows it read and wrote go. For one
 * thread.
 */
public interface Transaction extends AutoCloseable {
  /** Returns the store of a table within this transaction. */
  EntityStore store(Table table);

  /**
   * Runs a part of the transaction, which is undone alone when it throws; the transaction goes on
   * after it either way.
   */
  <T> T attempt(Supplier<T> part);

  /**
   * Makes the writes visible. Throws {@link Failures#retryable} when others were faster, and then
   * nothing was written.
   */
  void commit();

  /** Undoes what was not committed. */
  @Override
  void close();
}
