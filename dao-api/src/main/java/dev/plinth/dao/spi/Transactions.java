/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/** The optional part of a strategy that makes several writes visible together or not at all. */
public interface Transactions {
  /** Starts a transaction. */
  Transaction begin();
}
