/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * An upsert for stores that have none: select, then insert or update, again when somebody was
 * faster.
 */
final class Upserts {
  private Upserts() {}

  static Upserted loop(EntityStore store, Insert insert) {
    return Pending.value();
  }
}
