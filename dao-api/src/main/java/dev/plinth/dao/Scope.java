/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a view of a registry reads and writes: a workspace, and a transaction or none. */
final class Scope {
  /** The workspace of those who do not say which. */
  static final UUID DEFAULT_WORKSPACE = new UUID(0, 0);

  private final Core core;
  private final @Nullable UUID workspace;
  private final @Nullable Transaction transaction;
  private final List<Change> untold;

  /** Whether a replica may be read. */
  private final boolean lags;

  private Scope(
      Core core,
      @Nullable UUID workspace,
      @Nullable Transaction transaction,
      List<Change> untold,
      boolean lags) {
    this.core = core;
    this.workspace = workspace;
    this.transaction = transaction;
    this.untold = untold;
    this.lags = lags;
  }

  static Scope of(Core core) {
    return new Scope(core, DEFAULT_WORKSPACE, null, new ArrayList<>(), false);
  }

  Core core() {
    return core;
  }

  Scope in(UUID other) {
    return new Scope(core, other, transaction, untold, false);
  }

  Scope acrossWorkspaces() {
    return new Scope(core, null, transaction, untold, false);
  }

  Scope in(Transaction other) {
    return new Scope(core, workspace, other, new ArrayList<>(), false);
  }

  /** Returns this scope for reads for which a somewhat older state will do. */
  Scope lagging() {
    return new Scope(core, workspace, transaction, untold, true);
  }

  boolean isTransaction() {
    return transaction != null;
  }

  @Nullable Transaction transaction() {
    return transaction;
  }

  /** Says whether rows of the table are seen in every workspace. */
  boolean isAcross(Table table) {
    return workspace == null && table.hasWorkspaces();
  }

  /** Returns the workspace of the table's rows here; null for a table without, and for all. */
  @Nullable UUID workspace(Table table) {
    return table.hasWorkspaces() ? workspace : null;
  }

  EntityStore store(Table table) {
    if (transaction != null) {
      return transaction.store(table);
    }
    if (core.transactions.get() > 0) {
      throw new IllegalStateException(
          "this thread is in a transaction: use the DAOs of the Db that inTransaction hands over, or half of the work is not in it");
    }
    return lags ? core.replica(table) : core.store(table);
  }

  /** Tells subscribers of the change, after the commit when there is one to come. */
  void tell(Change change) {
    if (transaction == null) {
      core.notifier.tell(change);
    } else {
      untold.add(change);
    }
  }

  void tellAll() {
    untold.forEach(core.notifier::tell);
    untold.clear();
  }
}
