/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.dao.Health;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of store: PostgreSQL, Cassandra, memory, or an author's own. Making one does no I/O. Must
 * be safe for use by many threads.
 */
public interface Strategy extends AutoCloseable {
  /**
   * Returns the short name in lower case that messages and migrations use, such as {@code
   * postgres}.
   */
  String name();

  /** Says whether the store would work now. Throws nothing. */
  Health check();

  /** Returns the store of a table, without I/O. Called once per table and registry. */
  EntityStore store(Table table);

  /**
   * Returns the store of a table to read from where a somewhat older state will do, such as a
   * replica; by default none other than {@link #store}. Called once per table and registry.
   */
  default EntityStore replica(Table table) {
    return store(table);
  }

  /** Closes what this strategy has opened itself. */
  @Override
  void close();

  /**
   * Makes the table and its indexes where they are not there; ten nodes may do so at once. Existing
   * tables are left as they are.
   */
  default void prepare(Table table) {
    Connector connector =
        connector()
            .orElseThrow(
                () ->
                    Failures.unsupported(
                        Capability.STATEMENTS, "strategy '" + name() + "' cannot create tables"));
    try (Session session = connector.open()) {
      session.catalogue().create(table).forEach(session::execute);
      session.awaitAgreement();
    }
  }

  /** Returns what this strategy cannot do; nothing by default. */
  default Set<Capability> lacks() {
    return Set.of();
  }

  /** Returns the limits of the store. */
  default Limits limits() {
    return Limits.defaults();
  }

  /** Returns transactions; present exactly when {@link Capability#TRANSACTIONS} is not lacking. */
  default Optional<Transactions> transactions() {
    return Optional.empty();
  }

  /**
   * Returns the log of changes; present exactly when {@link Capability#EVENT_LOG} is not lacking.
   */
  default Optional<EventLog> events() {
    return Optional.empty();
  }

  /**
   * Returns the way to run statements; present exactly when {@link Capability#STATEMENTS} is not
   * lacking.
   */
  default Optional<Connector> connector() {
    return Optional.empty();
  }

  /**
   * Returns who finds what should not be in these tables, and mends it; none by default, as where
   * the database itself sees to that. Looks at nothing yet.
   */
  default Optional<Doctor> doctor(Collection<Table> tables) {
    return Optional.empty();
  }

  /**
   * Returns locks that nodes hold for a time; by default leases kept as rows of an ordinary table
   * of this strategy.
   */
  default Mutex mutex() {
    return Leases.on(this);
  }
}
