/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Pieces of the statements over one table. Immutable. */
final class CassandraColumns {
  static final TypeCodec<UUID> UUID = TypeCodecs.UUID;
  static final TypeCodec<Map<String, UUID>> CLAIMS =
      TypeCodecs.mapOf(TypeCodecs.TEXT, TypeCodecs.UUID);
  static final TypeCodec<Set<String>> TERMS = TypeCodecs.setOf(TypeCodecs.TEXT);
  static final TypeCodec<Instant> INSTANT = TypeCodecs.TIMESTAMP;
  static final TypeCodec<String> TEXT = TypeCodecs.TEXT;

  private final Table table;
  private final String keyspace;
  private final List<Column> primary;
  private final List<Column> others;

  CassandraColumns(String keyspace, Table table) {
    this.keyspace = keyspace;
    this.table = table;
    this.primary = table.primary().columns();
    this.others = table.columns().stream().filter(column -> !primary.contains(column)).toList();
  }

  /** Returns the columns that are not part of the primary key. */
  List<Column> others() {
    return others;
  }

  /** Returns the table's name with that of the keyspace. */
  String name() {
    return name(keyspace, CassandraNames.fitting(table.name()));
  }

  static String name(String keyspace, String table) {
    return CassandraNames.quoted(keyspace) + "." + CassandraNames.quoted(table);
  }

  String claims() {
    return name(keyspace, CassandraNames.claims(table.name()));
  }

  /** Returns what a row is read from. */
  String selected() {
    return CassandraNames.quoted(table.columns())
        + ", "
        + String.join(
            ", ",
            CassandraNames.VERSION,
            CassandraNames.FENCE,
            CassandraNames.BORN,
            CassandraNames.DELETING,
            CassandraNames.CLAIMS,
            CassandraNames.EXPIRES);
  }

  /** Returns the condition for one row. */
  String key() {
    return assigned(primary, " AND ");
  }

  static String assigned(List<Column> columns, String separator) {
    List<String> parts = new ArrayList<>();
    for (Column column : columns) {
      parts.add(CassandraNames.quoted(column.name()) + " = ?");
    }
    return String.join(separator, parts);
  }

  List<TypeCodec<Object>> keyTypes() {
    return types(primary);
  }

  static List<TypeCodec<Object>> types(List<Column> columns) {
    List<TypeCodec<Object>> types = new ArrayList<>();
    for (Column column : columns) {
      types.add(CassandraTypes.codec(column.type()));
    }
    return types;
  }

  @SuppressWarnings("unchecked") // bound with values of its own type only
  static TypeCodec<Object> any(TypeCodec<?> codec) {
    return (TypeCodec<Object>) codec;
  }
}
