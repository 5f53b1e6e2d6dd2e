/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Catalogue;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Table;
import java.util.ArrayList;
import java.util.List;

/** The tables of a keyspace, and the statements that make them. For one thread. */
final class CassandraCatalogue implements Catalogue {
  private final CassandraSession session;
  private final CassandraSessions sessions;
  private final String keyspace;

  CassandraCatalogue(CassandraSession session, CassandraSessions sessions) {
    this.session = session;
    this.sessions = sessions;
    this.keyspace = sessions.config().keyspace();
  }

  @Override
  public boolean exists(String table) {
    return !session
        .query(
            "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
            keyspace,
            CassandraNames.fitting(table))
        .isEmpty();
  }

  @Override
  public List<String> tables() {
    return session
        .query("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
        .stream()
        .map(row -> String.valueOf(row.get("table_name")))
        .toList();
  }

  /** Says whether a table has unique values to be claimed. */
  static boolean hasClaims(Table table) {
    return table.indexes().stream()
        .anyMatch(index -> index.isUnique() && index.kind() != Index.Kind.PRIMARY);
  }

  @Override
  public List<String> create(Table table) {
    List<String> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      parts.add(CassandraNames.quoted(column.name()) + " " + CassandraTypes.name(column.type()));
    }
    for (String id :
        List.of(
            CassandraNames.VERSION,
            CassandraNames.FENCE,
            CassandraNames.BORN,
            CassandraNames.DELETING)) {
      parts.add(id + " uuid");
    }
    parts.add(CassandraNames.CLAIMS + " frozen<map<text, uuid>>");
    parts.add(CassandraNames.EXPIRES + " timestamp");
    parts.add(CassandraNames.TERMS + " set<text>");
    parts.add("PRIMARY KEY (" + CassandraNames.quoted(table.primary().columns()) + ")");
    String name = CassandraNames.quoted(CassandraNames.fitting(table.name()));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE IF NOT EXISTS " + name + " (\n  " + String.join(",\n  ", parts) + "\n)");
    if (hasClaims(table)) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS "
              + CassandraNames.quoted(CassandraNames.claims(table.name()))
              + " (field text, value text, owner text, claim_id uuid, PRIMARY KEY ((field, value)))");
    }
    if (hasTerms(table)) {
      statements.add(
          index(CassandraNames.terms(table), name, "values(" + CassandraNames.TERMS + ")"));
    }
    if (table.hasTtl()) {
      statements.add(index(CassandraNames.expires(table), name, CassandraNames.EXPIRES));
    }
    if (!table.referencedBy().isEmpty()) {
      statements.add(CassandraJournal.CREATE);
    }
    if (!table.name().startsWith(CassandraNames.OWN)) {
      statements.addAll(CassandraEvents.create(sessions.config()));
    }
    return statements;
  }

  private static boolean hasTerms(Table table) {
    return table.hasWorkspaces()
        || table.hasTags()
        || !table.references().isEmpty()
        || table.indexes().stream().anyMatch(index -> !index.isUnique());
  }

  private String index(String index, String table, String target) {
    return "CREATE "
        + (sessions.hasAttachedIndexes() ? "CUSTOM " : "")
        + "INDEX IF NOT EXISTS "
        + CassandraNames.quoted(index)
        + " ON "
        + table
        + " ("
        + target
        + ")"
        + (sessions.hasAttachedIndexes() ? " USING 'StorageAttachedIndex'" : "");
  }

  @Override
  public List<String> drop(String table) {
    return List.of(
        "DROP TABLE IF EXISTS " + CassandraNames.quoted(CassandraNames.fitting(table)),
        "DROP TABLE IF EXISTS " + CassandraNames.quoted(CassandraNames.claims(table)));
  }
}
