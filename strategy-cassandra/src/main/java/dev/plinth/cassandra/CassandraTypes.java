/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.spi.ColumnType;

/** The types of columns on Cassandra: their names, and the passage of values in both directions. */
final class CassandraTypes {
  private CassandraTypes() {}

  /** Returns the name of the type in CQL. */
  static String name(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> "text";
      case UUID -> "uuid";
      case INT64 -> "bigint";
      case FLOAT64 -> "double";
      case BOOLEAN -> "boolean";
      case INSTANT -> "timestamp";
      case TEXT_LIST -> "frozen<list<text>>";
      case UUID_LIST -> "frozen<list<uuid>>";
      case INT64_LIST -> "frozen<list<bigint>>";
      case FLOAT64_LIST -> "frozen<list<double>>";
      case BOOLEAN_LIST -> "frozen<list<boolean>>";
      case INSTANT_LIST -> "frozen<list<timestamp>>";
    };
  }

  @SuppressWarnings("unchecked") // of the Java type that each column type states
  static TypeCodec<Object> codec(ColumnType type) {
    return (TypeCodec<Object>) (TypeCodec<?>) typed(type);
  }

  private static TypeCodec<?> typed(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> TypeCodecs.TEXT;
      case UUID -> TypeCodecs.UUID;
      case INT64 -> TypeCodecs.BIGINT;
      case FLOAT64 -> TypeCodecs.DOUBLE;
      case BOOLEAN -> TypeCodecs.BOOLEAN;
      case INSTANT -> TypeCodecs.TIMESTAMP;
      case TEXT_LIST -> TypeCodecs.listOf(TypeCodecs.TEXT);
      case UUID_LIST -> TypeCodecs.listOf(TypeCodecs.UUID);
      case INT64_LIST -> TypeCodecs.listOf(TypeCodecs.BIGINT);
      case FLOAT64_LIST -> TypeCodecs.listOf(TypeCodecs.DOUBLE);
      case BOOLEAN_LIST -> TypeCodecs.listOf(TypeCodecs.BOOLEAN);
      case INSTANT_LIST -> TypeCodecs.listOf(TypeCodecs.TIMESTAMP);
    };
  }
}
