/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static java.util.stream.Collectors.joining;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Table;
import java.util.List;

/** Pieces of statements over lists of columns. */
final class PostgresColumns {
  /** Holds for the very state of a row that a {@link PostgresVersion} is of. */
  static final String THAT_VERSION = "xmin = ?::xid AND ctid = ?::tid";

  /** Holds for the time after which a row is not there any more; its parameter is in seconds. */
  static final String EXPIRES = "clock_timestamp() + (?::double precision * interval '1 second')";

  private static final String SECONDS_LEFT =
      "CASE WHEN ttl IS NULL THEN NULL ELSE ceil(extract(epoch FROM ttl - clock_timestamp()))::bigint END";

  private PostgresColumns() {}

  /** Returns what a row is read from: its columns, its version, the seconds it has left. */
  static String selected(Table table) {
    return names(table.columns())
        + ", xmin AS plinth_xmin, ctid AS plinth_ctid"
        + (table.hasTtl() ? ", " + SECONDS_LEFT + " AS plinth_ttl" : "");
  }

  /** Returns the number of values in {@link #selected}. */
  static int width(Table table) {
    return table.columns().size() + (table.hasTtl() ? 3 : 2);
  }

  /** Returns the condition, after others, for a row that has not expired. */
  static String visible(Table table) {
    return table.hasTtl() ? " AND (ttl IS NULL OR ttl > clock_timestamp())" : "";
  }

  static String names(List<Column> columns) {
    return columns.stream()
        .map(column -> PostgresNames.quoted(column.name()))
        .collect(joining(", "));
  }

  static List<ColumnType> types(List<Column> columns) {
    return columns.stream().map(Column::type).toList();
  }

  static String placeholders(List<Column> columns) {
    return columns.stream()
        .map(column -> PostgresTypes.placeholder(column.type()))
        .collect(joining(", "));
  }

  /** Returns parameters for the columns where nothing else tells their types. */
  static String casts(List<Column> columns) {
    return columns.stream()
        .map(column -> "?::" + PostgresTypes.name(column.type()))
        .collect(joining(", "));
  }

  /** Returns the condition that all columns have the values of parameters. */
  static String equal(List<Column> columns) {
    return assigned(columns, " AND ");
  }

  /** Returns the columns set to parameters, or compared with them. */
  static String assigned(List<Column> columns, String separator) {
    return columns.stream()
        .map(
            column ->
                PostgresNames.quoted(column.name())
                    + " = "
                    + PostgresTypes.placeholder(column.type()))
        .collect(joining(separator));
  }
}
