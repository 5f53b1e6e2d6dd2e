/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Catalogue;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of one schema of a PostgreSQL database, and the statements that make them. For one
 * thread.
 */
final class PostgresCatalogue implements Catalogue {
  private final PostgresSession session;
  private final String schema;

  PostgresCatalogue(PostgresSession session, String schema) {
    this.session = session;
    this.schema = schema;
  }

  @Override
  public boolean exists(String table) {
    return !session
        .query("SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = ?", schema, table)
        .isEmpty();
  }

  @Override
  public List<String> tables() {
    return session
        .query(
            "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = ? ORDER BY 1", schema)
        .stream()
        .map(row -> String.valueOf(row.get("name")))
        .toList();
  }

  @Override
  public List<String> create(Table table) {
    List<String> parts = new ArrayList<>();
    List<Column> primary = table.primary().columns();
    for (Column column : table.columns()) {
      String collation =
          column.type() == ColumnType.TEXT && primary.contains(column) ? " COLLATE \"C\"" : "";
      parts.add(
          PostgresNames.quoted(column.name())
              + " "
              + PostgresTypes.name(column.type())
              + collation
              + (column.isNullable() ? "" : " NOT NULL"));
    }
    if (table.hasTtl()) {
      parts.add("ttl timestamp with time zone");
    }
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        parts.add(
            constraint(index.name())
                + (index.kind() == Index.Kind.PRIMARY ? "PRIMARY KEY (" : "UNIQUE (")
                + names(index.columns())
                + ")");
      }
    }
    if (table.hasWorkspaces()) {
      parts.add(
          constraint(table.name() + "_pkey_ws_id_key") + "UNIQUE (" + names(primary) + ", ws_id)");
    }
    for (Reference reference : table.references()) {
      parts.add(
          "CONSTRAINT "
              + PostgresNames.quoted(PostgresNames.constraint(reference))
              + " FOREIGN KEY ("
              + PostgresNames.quoted(reference.columns())
              + ") REFERENCES "
              + PostgresNames.quoted(reference.parentTable())
              + " ("
              + PostgresNames.quoted(reference.parentColumns())
              + ")");
    }
    String name = PostgresNames.quoted(table.name());
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE IF NOT EXISTS " + name + " (\n  " + String.join(",\n  ", parts) + "\n)");
    for (Index index : table.indexes()) {
      if (!index.isUnique()) {
        statements.add(
            "CREATE INDEX IF NOT EXISTS "
                + PostgresNames.quoted(PostgresNames.constraint(index.name()))
                + " ON "
                + name
                + " ("
                + names(index.columns())
                + ")");
      }
    }
    if (table.hasTags()) {
      statements.add(
          "CREATE INDEX IF NOT EXISTS "
              + PostgresNames.quoted(PostgresNames.constraint(table.name() + "_tags_idx"))
              + " ON "
              + name
              + " USING gin (tags)");
    }
    if (table.hasTtl()) {
      statements.add(
          "CREATE INDEX IF NOT EXISTS "
              + PostgresNames.quoted(PostgresNames.constraint(table.name() + "_ttl_idx"))
              + " ON "
              + name
              + " (ttl)");
    }
    if (!table.name().startsWith(PostgresNames.OWN)) {
      statements.addAll(PostgresEvents.create());
      statements.addAll(PostgresEvents.follow(table));
    }
    return statements;
  }

  private static String constraint(String name) {
    return "CONSTRAINT " + PostgresNames.quoted(PostgresNames.constraint(name)) + " ";
  }

  private static String names(List<Column> columns) {
    return PostgresNames.quoted(columns.stream().map(Column::name).toList());
  }

  @Override
  public List<String> drop(String table) {
    return List.of("DROP TABLE IF EXISTS " + PostgresNames.quoted(table) + " CASCADE");
  }
}
