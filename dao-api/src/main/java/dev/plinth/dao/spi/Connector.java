/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * The optional part of a strategy that runs statements in the store's own language. For migrations
 * and tools.
 */
public interface Connector {
  /** Opens a session of its own, on which consecutive statements see each other's effects. */
  Session open();

  /**
   * Returns what the store calls a place for tables, with its name, such as {@code database
   * 'plinth'}.
   */
  String target();
}
