/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.ColumnType;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The types of columns on PostgreSQL: their names, and the passage of values in both directions.
 */
final class PostgresTypes {
  /** The form in which PostgreSQL reads moments after the year 9999 as well. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("y-MM-dd HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private PostgresTypes() {}

  /** Returns the name of the type in SQL. */
  static String name(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case UUID -> "uuid";
      case INT64 -> "bigint";
      case FLOAT64 -> "double precision";
      case BOOLEAN -> "boolean";
      case INSTANT -> "timestamp with time zone";
      case JSON -> "jsonb";
      case TEXT_LIST -> "text[]";
      case UUID_LIST -> "uuid[]";
      case INT64_LIST -> "bigint[]";
      case FLOAT64_LIST -> "double precision[]";
      case BOOLEAN_LIST -> "boolean[]";
      case INSTANT_LIST -> "timestamp with time zone[]";
    };
  }

  /** Returns what stands for a parameter of the type in a statement. */
  static String placeholder(ColumnType type) {
    return type == ColumnType.JSON ? "?::jsonb" : "?";
  }

  /** Returns the type of a list of values of the type. */
  static ColumnType list(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> ColumnType.TEXT_LIST;
      case UUID -> ColumnType.UUID_LIST;
      case INT64 -> ColumnType.INT64_LIST;
      case FLOAT64 -> ColumnType.FLOAT64_LIST;
      case BOOLEAN -> ColumnType.BOOLEAN_LIST;
      case INSTANT -> ColumnType.INSTANT_LIST;
      case TEXT_LIST, UUID_LIST, INT64_LIST, FLOAT64_LIST, BOOLEAN_LIST, INSTANT_LIST ->
          throw new IllegalArgumentException("no list of lists");
    };
  }

  static void set(PreparedStatement statement, int index, ColumnType type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(
          index,
          type == ColumnType.JSON
              ? Types.VARCHAR
              : type.name().endsWith("_LIST") ? Types.ARRAY : Types.NULL);
      return;
    }
    switch (type) {
      case TEXT, JSON -> statement.setString(index, (String) value);
      case UUID -> statement.setObject(index, value);
      case INT64 -> statement.setLong(index, (Long) value);
      case FLOAT64 -> statement.setDouble(index, (Double) value);
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case INSTANT -> statement.setObject(index, ((Instant) value).atOffset(ZoneOffset.UTC));
      case TEXT_LIST, UUID_LIST, INT64_LIST, FLOAT64_LIST, BOOLEAN_LIST ->
          statement.setArray(
              index,
              statement.getConnection().createArrayOf(element(type), ((List<?>) value).toArray()));
      case INSTANT_LIST ->
          statement.setArray(
              index,
              statement
                  .getConnection()
                  .createArrayOf(
                      "timestamptz",
                      ((List<?>) value)
                          .stream().map(moment -> MOMENT.format((Instant) moment)).toArray()));
    }
  }

  private static String element(ColumnType type) {
    return switch (type) {
      case TEXT_LIST -> "text";
      case UUID_LIST -> "uuid";
      case INT64_LIST -> "int8";
      case FLOAT64_LIST -> "float8";
      case BOOLEAN_LIST -> "bool";
      case INSTANT_LIST -> "timestamptz";
      case TEXT, UUID, INT64, FLOAT64, BOOLEAN, INSTANT, JSON ->
          throw new IllegalArgumentException("no list");
    };
  }

  static @Nullable Object get(ResultSet row, int index, ColumnType type) throws SQLException {
    return switch (type) {
      case TEXT, JSON -> row.getString(index);
      case UUID -> row.getObject(index, UUID.class);
      case INT64 -> {
        long value = row.getLong(index);
        yield row.wasNull() ? null : value;
      }
      case FLOAT64 -> {
        double value = row.getDouble(index);
        yield row.wasNull() ? null : value;
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(index);
        yield row.wasNull() ? null : value;
      }
      case INSTANT -> {
        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
        yield value == null ? null : value.toInstant();
      }
      case TEXT_LIST, UUID_LIST, INT64_LIST, FLOAT64_LIST, BOOLEAN_LIST, INSTANT_LIST ->
          list(row.getArray(index));
    };
  }

  private static @Nullable List<Object> list(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Object[] values = (Object[]) array.getArray();
    if (values instanceof java.sql.Timestamp[] moments) {
      values =
          Arrays.stream(moments)
              .map(moment -> moment == null ? null : moment.toInstant())
              .toArray();
    }
    array.free();
    return Collections.unmodifiableList(Arrays.asList(values));
  }
}
