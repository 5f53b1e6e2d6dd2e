/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.List;

/**
 * Rows that have expired and are still in the store. They block nothing: when one is in the way of
 * a write, the store removes it, or, if others refer to it, the engine does as a delete would. Safe
 * for use by many threads.
 */
final class Expiry {
  private final Scope scope;
  private final Table table;

  Expiry(Scope scope, Table table) {
    this.scope = scope;
    this.table = table;
  }

  static boolean hasExpired(Entity row) {
    return row.ttl().filter(left -> left.isZero() || left.isNegative()).isPresent();
  }

  /** Says whether rows of the table may expire while others refer to them. */
  boolean isPossible() {
    return table.hasTtl() && !table.referencedBy().isEmpty();
  }

  /** Removes the expired rows that have the keys or unique values of those to be written. */
  void makeRoom(List<Entity> entities) {
    for (Entity entity : entities) {
      for (Index index : table.indexes()) {
        Key key = index.isUnique() ? table.keyIn(index, entity) : null;
        if (key != null) {
          Scan scan = Scan.all(1, null).where(index, key).withExpired();
          scope.store(table).page(scan).entities().stream()
              .filter(Expiry::hasExpired)
              .forEach(this::remove);
        }
      }
    }
  }

  private void remove(Entity row) {
    Removal removal = Work.atomically(scope, inside -> new Removal(inside).of(table, row));
    removal.changes().forEach(scope::tell);
  }
}
