/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for the rows of other tables that refer to those of one. Safe for use by many threads. */
final class CassandraChildren {
  private static final int FETCHED = 100;

  private final CassandraSessions sessions;
  private final Table table;
  private final Clock clock;
  private final Map<Reference, CassandraCql> statements = new LinkedHashMap<>();
  private boolean made;

  CassandraChildren(CassandraSessions sessions, Table table, Clock clock) {
    this.sessions = sessions;
    this.table = table;
    this.clock = clock;
  }

  /** Which tables refer is known only when all tables are made: after the stores. */
  private synchronized Map<Reference, CassandraCql> statements() {
    if (!made) {
      for (Reference reference : table.referencedBy()) {
        statements.put(
            reference,
            new CassandraCql(
                sessions,
                reference.childTable(),
                "SELECT "
                    + CassandraNames.VERSION
                    + ", "
                    + CassandraNames.EXPIRES
                    + " FROM "
                    + CassandraColumns.name(
                        sessions.config().keyspace(),
                        CassandraNames.fitting(reference.childTable()))
                    + " WHERE "
                    + CassandraNames.TERMS
                    + " CONTAINS ?",
                CassandraCql.Kind.READ,
                List.of(CassandraColumns.any(CassandraColumns.TEXT))));
      }
      made = true;
    }
    return statements;
  }

  /** Says whether any table refers to this one. */
  boolean arePossible() {
    return !table.referencedBy().isEmpty();
  }

  /** Requires that no row refers to one that has expired, be it that it has expired itself. */
  void requireNone(Entity parent) {
    Reference reference = find(parent, true);
    if (reference != null) {
      throw Failures.referenced(reference);
    }
  }

  /** Returns a reference by which some row refers to this one; null when none does. */
  @Nullable Reference find(Entity parent, boolean withExpired) {
    for (Map.Entry<Reference, CassandraCql> one : statements().entrySet()) {
      CassandraCql cql = one.getValue();
      try {
        for (Row row : cql.page(FETCHED, term(one.getKey(), parent))) {
          CassandraState state =
              new CassandraState(
                  row.get(0, CassandraColumns.UUID),
                  null,
                  null,
                  null,
                  Map.of(),
                  row.get(1, CassandraColumns.INSTANT));
          if (withExpired ? state.isThere() : state.isLive(clock.instant())) {
            return one.getKey();
          }
        }
      } catch (RuntimeException e) {
        throw cql.failure(e);
      }
    }
    return null;
  }

  /** Returns the term that the rows have that refer to this one. */
  private String term(Reference reference, Entity parent) {
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < reference.columns().size(); i++) {
      if (!CassandraTerms.isWorkspace(reference, i)) {
        parts.add(
            Objects.requireNonNull(
                table.column(reference.parentColumns().get(i)).get(parent), "key"));
      }
    }
    return CassandraTerms.field(reference.field(), parts);
  }
}
