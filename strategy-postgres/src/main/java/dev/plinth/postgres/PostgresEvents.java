/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static java.util.stream.Collectors.joining;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of changes, which a trigger on each row of each table writes: not the statement, for it
 * does not see what a constraint removes, and not the application, which a crash may interrupt. The
 * numbers are drawn while the row is locked, so that for one row their order is that of the
 * commits.
 */
final class PostgresEvents {
  private PostgresEvents() {}

  /** Returns the statements that make the table of changes where it is not there. */
  static List<String> create() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS plinth_event (
          seq bigserial PRIMARY KEY,
          xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
          at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
          entity text NOT NULL,
          kind text NOT NULL,
          key text[],
          unique_values text[]
        )""",
        "CREATE INDEX IF NOT EXISTS plinth_event_xid_idx ON plinth_event (xid)",
        "CREATE INDEX IF NOT EXISTS plinth_event_at_idx ON plinth_event (at)");
  }

  /** Returns the statements by which a table tells its changes. */
  static List<String> follow(Table table) {
    String function =
        PostgresNames.quoted(PostgresNames.constraint("plinth_event_of_" + table.name()));
    String name = PostgresNames.quoted(table.name());
    String entity = "'" + table.name().replace("'", "''") + "'";
    String body =
        """
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            INSERT INTO plinth_event (entity, kind) VALUES (%2$s, 'TRUNCATED');
          ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO plinth_event (entity, kind, key, unique_values)
            VALUES (%2$s, 'DELETED', %3$s);
          ELSE
            INSERT INTO plinth_event (entity, kind, key, unique_values)
            VALUES (%2$s, CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, %4$s);
          END IF;
          RETURN NULL;
        END $plinth$""";
    return List.of(
        body.formatted(function, entity, values(table, "OLD"), values(table, "NEW")),
        "CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "
            + name
            + " FOR EACH ROW EXECUTE FUNCTION "
            + function
            + "()",
        "CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "
            + name
            + " FOR EACH STATEMENT EXECUTE FUNCTION "
            + function
            + "()");
  }

  private static String values(Table table, String row) {
    return texts(table.primary().columns(), row) + ", " + texts(uniqueColumns(table), row);
  }

  private static String texts(List<Column> columns, String row) {
    return "ARRAY["
        + columns.stream()
            .map(column -> text(row + "." + PostgresNames.quoted(column.name()), column.type()))
            .collect(joining(", "))
        + "]::text[]";
  }

  private static String text(String value, ColumnType type) {
    return type == ColumnType.INSTANT ? "to_json(" + value + ") #>> '{}'" : value + "::text";
  }

  private static List<Index> uniques(Table table) {
    return table.indexes().stream()
        .filter(index -> index.isUnique() && index != table.primary())
        .toList();
  }

  private static List<Column> uniqueColumns(Table table) {
    return uniques(table).stream().flatMap(index -> index.columns().stream()).toList();
  }

  /**
   * Returns an event from what a trigger has written; one of an older form of the table, whose
   * unique values were others, without them.
   */
  static Event read(
      Table table,
      Event.Kind kind,
      @Nullable List<@Nullable String> key,
      @Nullable List<@Nullable String> uniqueValues) {
    if (kind == Event.Kind.TRUNCATED || key == null) {
      return Event.truncated(table);
    }
    Map<Index, Key> values = new LinkedHashMap<>();
    if (uniqueValues != null && uniqueValues.size() == uniqueColumns(table).size()) {
      int from = 0;
      for (Index index : uniques(table)) {
        int to = from + index.columns().size();
        Key value = key(index.columns(), uniqueValues.subList(from, to));
        if (value != null) {
          values.put(index, value);
        }
        from = to;
      }
    }
    Key primary = key(table.primary().columns(), key);
    return primary == null ? Event.truncated(table) : Event.of(kind, table, primary, values);
  }

  private static @Nullable Key key(List<Column> columns, List<@Nullable String> texts) {
    List<@Nullable Object> parts = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      String text = i < texts.size() ? texts.get(i) : null;
      if (text == null) {
        return null;
      }
      parts.add(value(columns.get(i).type(), text));
    }
    return Key.ofParts(parts);
  }

  private static Object value(ColumnType type, String text) {
    return switch (type) {
      case UUID -> UUID.fromString(text);
      case INT64 -> Long.valueOf(text);
      case FLOAT64 -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case INSTANT -> instant(text);
      case TEXT, JSON, TEXT_LIST, UUID_LIST, INT64_LIST, FLOAT64_LIST, BOOLEAN_LIST, INSTANT_LIST ->
          text;
    };
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
