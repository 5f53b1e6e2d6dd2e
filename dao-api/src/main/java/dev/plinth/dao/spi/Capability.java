/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * What a caller may want to know of a strategy before it relies on it. Every strategy has all of
 * them but those it {@link Strategy#lacks}; the kit asserts both.
 */
public enum Capability {
  /** Several writes become visible together or not at all: {@link Strategy#transactions}. */
  TRANSACTIONS,
  /** Pages are ordered by primary key. */
  ORDERED_PAGES,
  /** Tables are made and read by statements: {@link Strategy#connector}. Migrations need it. */
  STATEMENTS,
  /** Changes are kept for other nodes: {@link Strategy#events}. */
  EVENT_LOG
}
