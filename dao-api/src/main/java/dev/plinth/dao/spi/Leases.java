/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * Locks kept as rows of an ordinary table: taken by an insert with a time to live, renewed by an
 * update, given back by a delete.
 */
final class Leases {
  private Leases() {}

  static Mutex on(Strategy strategy) {
    return Pending.value();
  }
}
