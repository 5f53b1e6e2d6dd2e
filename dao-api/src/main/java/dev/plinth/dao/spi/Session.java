/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session of statements in the store's own language. For one thread. */
public interface Session extends AutoCloseable {
  /**
   * Returns the statements of a script, with the language's quotes and comments respected; blank
   * ones left out.
   */
  List<String> split(String script);

  /** Runs a statement. Throws {@link Failures#permanent} with the store's own text. */
  void execute(String statement, @Nullable Object... parameters);

  /** Runs a query and returns its rows, column names to values in natural Java. */
  List<Map<String, @Nullable Object>> query(String statement, @Nullable Object... parameters);

  /**
   * Runs the work so that its statements take effect together, where the store can; else just so.
   */
  default void atomically(Runnable work) {
    work.run();
  }

  /** Waits until all nodes of the store agree on its tables, where they may differ for a while. */
  default void awaitAgreement() {}

  /** Returns what tables there are and how to make them. */
  Catalogue catalogue();

  @Override
  void close();
}
