/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import java.util.Objects;

/** A row that refers to one that is not there. Immutable. */
final class CassandraOrphan {
  private final CassandraStore store;
  private final Reference reference;
  private final CassandraRow row;

  CassandraOrphan(CassandraStore store, Reference reference, CassandraRow row) {
    this.store = store;
    this.reference = reference;
    this.row = row;
  }

  /**
   * Does what the reference says, unless the row has been written since it was read; false when
   * that cannot be, or somebody else is at it. A row whose reference forbids the delete was never
   * acknowledged while it is as it was inserted; else it is its reference that was not.
   */
  boolean heals() {
    if (!store.isLive(row)) {
      return store.deletes(row.values());
    }
    return switch (reference.onDelete()) {
      case CASCADE -> store.deletes(row.values());
      case NULL -> nulls();
      case RESTRICT -> isNew() ? store.deletes(row.values()) : nulls();
    };
  }

  private boolean isNew() {
    return Objects.equals(row.state().born(), row.state().version());
  }

  /** Says whether the schema lets the reference be null, and it is now. */
  private boolean nulls() {
    Table table = store.table();
    Entity stored = row.values();
    Verdict verdict =
        table.type().update(table.type().select(stored), Values.of(reference.field(), null));
    if (!verdict.isAccepted()) {
      return false;
    }
    try {
      store.update(new Update(table, stored, verdict.entity().in(stored.workspace()), true));
      return true;
    } catch (DaoException.Changed | DaoException.Dangling | DaoException.Duplicate e) {
      return false;
    }
  }

  /** Tells what {@link #heals} would do. */
  String remedy() {
    OnDelete kind = reference.onDelete();
    boolean deletes = kind == OnDelete.CASCADE || (kind == OnDelete.RESTRICT && isNew());
    return deletes || !store.isLive(row)
        ? "delete the row"
        : "set '" + reference.field() + "' to null";
  }
}
