/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Row;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Upserted;
import dev.plinth.schema.Entity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Reads rows of one table from what {@link PostgresColumns#selected} selects. Immutable. */
final class PostgresRows {
  private final Table table;

  PostgresRows(Table table) {
    this.table = table;
  }

  Entity one(ResultSet result) throws SQLException {
    return at(result, 1);
  }

  /** Reads the row written and, beside it, the one it replaced, which may be missing. */
  Upserted pair(ResultSet result) throws SQLException {
    int width = PostgresColumns.width(table);
    boolean replaced = result.getString(width + table.columns().size() + 1) != null;
    return new Upserted(at(result, 1), replaced ? at(result, width + 1) : null);
  }

  private Entity at(ResultSet result, int first) throws SQLException {
    Row row = table.newRow();
    int index = first;
    for (Column column : table.columns()) {
      row.set(column, PostgresTypes.get(result, index++, column.type()));
    }
    row.version(new PostgresVersion(result.getString(index++), result.getString(index++)));
    if (table.hasTtl()) {
      long seconds = result.getLong(index);
      row.ttl(result.wasNull() ? null : Duration.ofSeconds(seconds));
    }
    return row.toEntity();
  }
}
