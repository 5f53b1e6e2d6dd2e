/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static java.util.stream.Collectors.joining;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Row;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** All statements of one table, each made once. Safe for use by many threads. */
final class PostgresStatements {
  private static final String VERSION = "xmin::text || ctid::text";
  private static final String EXPIRES =
      "clock_timestamp() + (?::double precision * interval '1 second')";

  private final PostgresConfiguration configuration;
  private final Table table;
  private final String prefix;
  private final String name;
  private final String selected;
  private final String visible;
  private final RowReader reader;
  private final Map<String, PostgresSql> selects = new LinkedHashMap<>();
  private final Map<String, PostgresSql> selectAlls = new LinkedHashMap<>();
  private final Map<String, PostgresSql> pages = new ConcurrentHashMap<>();
  private final PostgresSql insert;
  private final PostgresSql update;
  private final PostgresSql updateKeepingTtl;
  private final PostgresSql delete;
  private final PostgresSql deleteExpired;
  private final PostgresSql truncate;

  PostgresStatements(PostgresConfiguration configuration, Table table, String prefix) {
    this.configuration = configuration;
    this.table = table;
    this.prefix = prefix;
    this.name = PostgresNames.quoted(table.name());
    String left =
        "CASE WHEN ttl IS NULL THEN NULL ELSE ceil(extract(epoch FROM ttl - clock_timestamp()))::bigint END";
    this.selected = names(table.columns()) + ", " + VERSION + (table.hasTtl() ? ", " + left : "");
    this.visible = table.hasTtl() ? " AND (ttl IS NULL OR ttl > clock_timestamp())" : "";
    this.reader = this::read;
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        selects.put(
            index.name(),
            query(
                "select:" + index.name(),
                "SELECT "
                    + selected
                    + " FROM "
                    + name
                    + " WHERE "
                    + equal(index.columns())
                    + visible,
                types(index.columns())));
        selectAlls.put(index.name(), selectAll(index));
      }
    }
    this.insert = insert();
    this.update = update(false);
    this.updateKeepingTtl = update(true);
    this.delete = delete();
    this.deleteExpired = deleteExpired();
    this.truncate =
        configuration.register(
            prefix + ":truncate", "TRUNCATE " + name + " CASCADE", List.of(), reader, false);
  }

  Table table() {
    return table;
  }

  PostgresSql select(Index index) {
    return Objects.requireNonNull(selects.get(index.name()), index.name());
  }

  PostgresSql selectAllBy(Index index) {
    return Objects.requireNonNull(selectAlls.get(index.name()), index.name());
  }

  PostgresSql insertOne() {
    return insert;
  }

  PostgresSql updateOne(boolean keepsTtl) {
    return keepsTtl ? updateKeepingTtl : update;
  }

  PostgresSql deleteOne() {
    return delete;
  }

  PostgresSql deleteClashingExpired() {
    return deleteExpired;
  }

  PostgresSql truncateAll() {
    return truncate;
  }

  private Object read(ResultSet row) throws SQLException {
    Row read = table.newRow();
    List<Column> columns = table.columns();
    int index = 1;
    for (Column column : columns) {
      read.set(column, PostgresTypes.get(row, index++, column.type()));
    }
    read.version(row.getString(index++));
    if (table.hasTtl()) {
      long seconds = row.getLong(index);
      read.ttl(row.wasNull() ? null : Duration.ofSeconds(seconds));
    }
    return read.toEntity();
  }

  private PostgresSql query(String id, String text, List<ColumnType> parameters) {
    return configuration.register(prefix + ":" + id, text, parameters, reader, true);
  }

  private static String names(List<Column> columns) {
    return columns.stream()
        .map(column -> PostgresNames.quoted(column.name()))
        .collect(joining(", "));
  }

  private static List<ColumnType> types(List<Column> columns) {
    return columns.stream().map(Column::type).toList();
  }

  private static String equal(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                PostgresNames.quoted(column.name())
                    + " = "
                    + PostgresTypes.placeholder(column.type()))
        .collect(joining(" AND "));
  }

  private static String placeholders(List<Column> columns) {
    return columns.stream()
        .map(column -> PostgresTypes.placeholder(column.type()))
        .collect(joining(", "));
  }

  private PostgresSql selectAll(Index index) {
    List<ColumnType> lists =
        index.columns().stream().map(column -> PostgresTypes.list(column.type())).toList();
    String arrays =
        lists.stream().map(type -> "?::" + PostgresTypes.name(type)).collect(joining(", "));
    return query(
        "selectAll:" + index.name(),
        "SELECT "
            + selected
            + " FROM "
            + name
            + " WHERE ("
            + names(index.columns())
            + ") IN (SELECT * FROM unnest("
            + arrays
            + "))"
            + visible,
        lists);
  }

  private PostgresSql insert() {
    List<ColumnType> types = new ArrayList<>(types(table.columns()));
    String columns = names(table.columns());
    String values = placeholders(table.columns());
    if (table.hasTtl()) {
      columns += ", ttl";
      values += ", " + EXPIRES;
      types.add(ColumnType.FLOAT64);
    }
    return query(
        "insert",
        "INSERT INTO " + name + " (" + columns + ") VALUES (" + values + ") RETURNING " + selected,
        types);
  }

  /** Returns the columns that an update sets: all but the primary key. */
  List<Column> changeable() {
    return table.columns().stream()
        .filter(column -> !table.primary().columns().contains(column))
        .toList();
  }

  private PostgresSql update(boolean keepsTtl) {
    List<Column> set = changeable();
    List<ColumnType> types = new ArrayList<>(types(set));
    List<String> assignments = new ArrayList<>();
    set.forEach(
        column ->
            assignments.add(
                PostgresNames.quoted(column.name())
                    + " = "
                    + PostgresTypes.placeholder(column.type())));
    if (table.hasTtl() && !keepsTtl) {
      assignments.add("ttl = " + EXPIRES);
      types.add(ColumnType.FLOAT64);
    }
    if (assignments.isEmpty()) {
      Column key = table.primary().columns().get(0);
      assignments.add(PostgresNames.quoted(key.name()) + " = " + PostgresNames.quoted(key.name()));
    }
    types.addAll(types(table.primary().columns()));
    types.add(ColumnType.TEXT);
    return query(
        keepsTtl ? "updateKeepingTtl" : "update",
        "UPDATE "
            + name
            + " SET "
            + String.join(", ", assignments)
            + " WHERE "
            + equal(table.primary().columns())
            + " AND "
            + VERSION
            + " = ?"
            + visible
            + " RETURNING "
            + selected,
        types);
  }

  private PostgresSql delete() {
    List<ColumnType> types = new ArrayList<>(types(table.primary().columns()));
    types.add(ColumnType.TEXT);
    return configuration.register(
        prefix + ":delete",
        "DELETE FROM "
            + name
            + " WHERE "
            + equal(table.primary().columns())
            + " AND "
            + VERSION
            + " = ?",
        types,
        reader,
        false);
  }

  private PostgresSql deleteExpired() {
    List<ColumnType> types = new ArrayList<>();
    List<String> clashes = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        clashes.add("(" + equal(index.columns()) + ")");
        types.addAll(types(index.columns()));
      }
    }
    String expired = table.hasTtl() ? "ttl <= clock_timestamp()" : "false";
    return configuration.register(
        prefix + ":deleteExpired",
        "DELETE FROM " + name + " WHERE " + expired + " AND (" + String.join(" OR ", clashes) + ")",
        types,
        reader,
        false);
  }

  /**
   * Returns the statement for a scan. Its parameters: the workspace, the key, the tags, the
   * position, the number of rows; each where the scan has it.
   */
  PostgresSql page(Scan scan) {
    Index index = scan.index();
    String tags = scan.tags().isEmpty() ? "" : scan.isAllTags() ? "@>" : "&&";
    String id =
        "page:"
            + (scan.workspace() == null ? "" : "ws")
            + ":"
            + (index == null ? "" : index.name())
            + ":"
            + tags
            + ":"
            + (scan.position() == null ? "" : "next")
            + (scan.isWithExpired() ? ":expired" : "");
    return pages.computeIfAbsent(id, key -> page(id, scan, index, tags));
  }

  private PostgresSql page(
      String id, Scan scan, @org.jspecify.annotations.Nullable Index index, String tags) {
    List<String> conditions = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    if (scan.workspace() != null) {
      conditions.add("ws_id = ?");
      types.add(ColumnType.UUID);
    }
    if (index != null) {
      conditions.add(equal(index.columns()));
      types.addAll(types(index.columns()));
    }
    if (!tags.isEmpty()) {
      conditions.add("tags " + tags + " ?");
      types.add(ColumnType.TEXT_LIST);
    }
    List<Column> primary = table.primary().columns();
    if (scan.position() != null) {
      conditions.add("(" + names(primary) + ") > (" + placeholders(primary) + ")");
      types.addAll(types(primary));
    }
    types.add(ColumnType.INT64);
    String where = conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    return query(
        id,
        "SELECT "
            + selected
            + " FROM "
            + name
            + " WHERE "
            + where
            + (scan.isWithExpired() ? "" : visible)
            + " ORDER BY "
            + names(primary)
            + " LIMIT ?",
        types);
  }
}
