/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static java.util.stream.Collectors.joining;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The statements that read the rows of one table, each made once. Safe for use by many threads. */
final class PostgresReads {
  private final PostgresConfiguration configuration;
  private final Table table;
  private final String prefix;
  private final String from;
  private final String visible;
  private final PostgresRows rows;
  private final Map<String, PostgresSql> selects = new LinkedHashMap<>();
  private final Map<String, PostgresSql> selectAlls = new LinkedHashMap<>();
  private final Map<PageShape, PostgresSql> pages = new ConcurrentHashMap<>();

  /** What the statement of a page depends on; of tags the operator they are compared with. */
  private record PageShape(
      boolean inWorkspace,
      @Nullable Index index,
      @Nullable String tags,
      boolean continues,
      boolean withExpired) {
    static PageShape of(Scan scan) {
      return new PageShape(
          scan.workspace() != null,
          scan.index(),
          scan.tags().isEmpty() ? null : scan.isAllTags() ? "@>" : "&&",
          scan.position() != null,
          scan.isWithExpired());
    }
  }

  PostgresReads(PostgresConfiguration configuration, Table table, String prefix) {
    this.configuration = configuration;
    this.table = table;
    this.prefix = prefix;
    this.from =
        "SELECT "
            + PostgresColumns.selected(table)
            + " FROM "
            + PostgresNames.quoted(table.name())
            + " WHERE ";
    this.visible = PostgresColumns.visible(table);
    this.rows = new PostgresRows(table);
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        selects.put(index.name(), select(index));
        selectAlls.put(index.name(), selectAll(index));
      }
    }
  }

  PostgresSql selectBy(Index index) {
    return Objects.requireNonNull(selects.get(index.name()), index.name());
  }

  PostgresSql selectAllBy(Index index) {
    return Objects.requireNonNull(selectAlls.get(index.name()), index.name());
  }

  private PostgresSql query(String id, String text, List<ColumnType> parameters) {
    return configuration.register(prefix + ":" + id, text, parameters, rows::one, true);
  }

  private PostgresSql select(Index index) {
    return query(
        "select:" + index.name(),
        from + PostgresColumns.equal(index.columns()) + visible,
        PostgresColumns.types(index.columns()));
  }

  private PostgresSql selectAll(Index index) {
    List<ColumnType> lists =
        index.columns().stream().map(column -> PostgresTypes.list(column.type())).toList();
    return query(
        "selectAll:" + index.name(), from + isAmong(index.columns(), lists) + visible, lists);
  }

  /** Returns the condition that a row has one of the keys that lists for each column make. */
  private static String isAmong(List<Column> columns, List<ColumnType> lists) {
    if (columns.size() == 1) {
      return PostgresColumns.names(columns) + " = ANY (?)";
    }
    return "("
        + PostgresColumns.names(columns)
        + ") IN (SELECT * FROM unnest("
        + lists.stream().map(type -> "?::" + PostgresTypes.name(type)).collect(joining(", "))
        + "))";
  }

  /**
   * Returns the statement for a scan. Its parameters: the workspace, the key, the tags, the
   * position, the number of rows; each where the scan has it.
   */
  PostgresSql page(Scan scan) {
    return pages.computeIfAbsent(PageShape.of(scan), shape -> page(shape));
  }

  private PostgresSql page(PageShape shape) {
    Index index = shape.index();
    List<String> conditions = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    if (shape.inWorkspace()) {
      conditions.add("ws_id = ?");
      types.add(ColumnType.UUID);
    }
    if (index != null) {
      conditions.add(PostgresColumns.equal(index.columns()));
      types.addAll(PostgresColumns.types(index.columns()));
    }
    if (shape.tags() != null) {
      conditions.add("tags " + shape.tags() + " ?");
      types.add(ColumnType.TEXT_LIST);
    }
    List<Column> primary = table.primary().columns();
    if (shape.continues()) {
      conditions.add(
          "("
              + PostgresColumns.names(primary)
              + ") > ("
              + PostgresColumns.placeholders(primary)
              + ")");
      types.addAll(PostgresColumns.types(primary));
    }
    types.add(ColumnType.INT64);
    String where = conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    return query(
        "page:" + shape,
        from
            + where
            + (shape.withExpired() ? "" : visible)
            + " ORDER BY "
            + PostgresColumns.names(primary)
            + " LIMIT ?",
        types);
  }
}
