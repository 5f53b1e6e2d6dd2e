/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The statements that read one table. Safe for use by many threads. */
final class CassandraReads {
  private final CassandraSessions sessions;
  private final Table table;
  private final CassandraColumns columns;
  private final CassandraRows rows;
  private final CassandraCql byKey;
  private final CassandraCql byKeySerial;
  private final CassandraCql claim;
  private final Map<String, CassandraCql> scans = new ConcurrentHashMap<>();

  /**
   * A claim as it stands.
   *
   * @param owner the position of the primary key of the row that holds the value
   */
  record Claim(String owner, java.util.UUID id) {}

  CassandraReads(
      CassandraSessions sessions, Table table, CassandraColumns columns, CassandraRows rows) {
    this.sessions = sessions;
    this.table = table;
    this.columns = columns;
    this.rows = rows;
    String byPrimary =
        "SELECT " + columns.selected() + " FROM " + columns.name() + " WHERE " + columns.key();
    this.byKey = cql(byPrimary, CassandraCql.Kind.READ, columns.keyTypes());
    this.byKeySerial = cql(byPrimary, CassandraCql.Kind.SERIAL, columns.keyTypes());
    this.claim =
        cql(
            "SELECT owner, claim_id FROM " + columns.claims() + " WHERE field = ? AND value = ?",
            CassandraCql.Kind.READ,
            List.of(
                CassandraColumns.any(CassandraColumns.TEXT),
                CassandraColumns.any(CassandraColumns.TEXT)));
  }

  private CassandraCql cql(
      String text, CassandraCql.Kind kind, List<TypeCodec<Object>> parameters) {
    return new CassandraCql(sessions, table.name(), text, kind, parameters);
  }

  /** Returns the parts of a primary key, none of which is null. */
  static Object[] parts(Key key) {
    Object[] parts = new Object[key.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Objects.requireNonNull(key.part(i), "part of a key");
    }
    return parts;
  }

  /** Returns the statement that selects a row by its primary key. */
  CassandraCql byKey() {
    return byKey;
  }

  /** Reads a row by its primary key. */
  CassandraRow row(Key key) {
    return rows.read(byKey.one(parts(key)));
  }

  /** Reads a row so that every conditional write that was begun has taken effect or never will. */
  CassandraRow settled(Key key) {
    return rows.read(byKeySerial.one(parts(key)));
  }

  /** Returns the statement that selects the claim on a value. */
  CassandraCql claim() {
    return claim;
  }

  /** Returns the claim on a value; null when nobody has one. */
  @Nullable Claim claim(Index index, String value) {
    return claim(claim.one(index.name(), value));
  }

  /** Reads a claim; a write that is refused where there is none answers without its columns. */
  static @Nullable Claim claim(com.datastax.oss.driver.api.core.cql.@Nullable Row row) {
    if (row == null || !row.getColumnDefinitions().contains("owner")) {
      return null;
    }
    String owner = row.getString("owner");
    java.util.UUID id = row.getUuid("claim_id");
    return owner == null || id == null ? null : new Claim(owner, id);
  }

  /** The part of the table that a scan goes through. */
  enum Part {
    /** All of it. */
    ALL,
    /** What lies in the partition of a row behind that row. */
    SAME_PARTITION,
    /** The partitions behind that of a row. */
    LATER_PARTITIONS
  }

  /** Returns the statement for the rows of a part of the table that have so many terms. */
  CassandraCql scan(int terms, Part part) {
    return scans.computeIfAbsent(terms + part.name(), shape -> newScan(terms, part));
  }

  private CassandraCql newScan(int terms, Part part) {
    List<String> conditions = new ArrayList<>();
    List<TypeCodec<Object>> types = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      conditions.add(CassandraNames.TERMS + " CONTAINS ?");
      types.add(CassandraColumns.any(CassandraColumns.TEXT));
    }
    List<Column> primary = table.primary().columns();
    String first = CassandraNames.quoted(primary.get(0).name());
    switch (part) {
      case ALL -> {}
      case SAME_PARTITION -> {
        List<Column> rest = primary.subList(1, primary.size());
        conditions.add(first + " = ?");
        conditions.add(
            "("
                + CassandraNames.quoted(rest)
                + ") > ("
                + String.join(", ", java.util.Collections.nCopies(rest.size(), "?"))
                + ")");
        types.addAll(columns.keyTypes());
      }
      case LATER_PARTITIONS -> {
        conditions.add("token(" + first + ") > token(?)");
        types.add(columns.keyTypes().get(0));
      }
    }
    String text =
        "SELECT "
            + columns.selected()
            + " FROM "
            + columns.name()
            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
            + (terms == 0 ? "" : " ALLOW FILTERING");
    return cql(text, CassandraCql.Kind.READ, types);
  }
}
