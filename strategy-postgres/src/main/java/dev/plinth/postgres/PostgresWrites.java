/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.postgres.PostgresColumns.EXPIRES;
import static dev.plinth.postgres.PostgresColumns.THAT_VERSION;
import static java.util.stream.Collectors.joining;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.ColumnType;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The statements that change the rows of one table. Safe for use by many threads. */
final class PostgresWrites {
  /** The numbers of rows that one insert is prepared for, the greatest first. */
  static final List<Integer> CHUNKS = List.of(128, 16, 1);

  private static final List<ColumnType> VERSION_TYPES = List.of(ColumnType.TEXT, ColumnType.TEXT);

  private final PostgresConfiguration configuration;
  private final Table table;
  private final PostgresRows rows;
  private final String prefix;
  private final String name;
  private final List<Column> primary;
  private final List<Column> changeable;
  private final Map<Integer, PostgresSql> inserts = new ConcurrentHashMap<>();
  private final Map<String, PostgresSql> takes = new HashMap<>();
  private final Map<String, PostgresSql> takesHere = new HashMap<>();
  private final PostgresSql upsert;
  private final PostgresSql update;
  private final PostgresSql updateKeepingTtl;
  private final PostgresSql delete;
  private final PostgresSql makeRoomToInsert;
  private final PostgresSql makeRoomToReplace;
  private final PostgresSql sweep;
  private final PostgresSql truncate;

  PostgresWrites(PostgresConfiguration configuration, Table table, String prefix) {
    this.configuration = configuration;
    this.table = table;
    this.rows = new PostgresRows(table);
    this.prefix = prefix;
    this.name = PostgresNames.quoted(table.name());
    this.primary = table.primary().columns();
    this.changeable = table.columns().stream().filter(column -> !primary.contains(column)).toList();
    this.upsert = upsert();
    this.update = update("update", table.hasTtl());
    this.updateKeepingTtl = update("updateKeepingTtl", false);
    this.delete = delete();
    for (Index index : table.indexes()) {
      if (index.isUnique()) {
        takes.put(index.name(), take("take:" + index.name(), index, false));
        if (table.hasWorkspaces()) {
          takesHere.put(index.name(), take("takeHere:" + index.name(), index, true));
        }
      }
    }
    this.makeRoomToInsert = makeRoom("makeRoomToInsert", false);
    this.makeRoomToReplace = makeRoom("makeRoomToReplace", true);
    this.sweep = sweep();
    this.truncate = command("truncate", "TRUNCATE " + name + " CASCADE", List.of());
  }

  /** Returns the columns that an update sets: all but the primary key. */
  List<Column> changeable() {
    return changeable;
  }

  /** Inserts as many rows as said, one of {@link #CHUNKS}. */
  PostgresSql insert(int count) {
    return inserts.computeIfAbsent(count, this::insertOf);
  }

  PostgresSql upsertOne() {
    return upsert;
  }

  PostgresSql updateOne(boolean keepsTtl) {
    return keepsTtl ? updateKeepingTtl : update;
  }

  PostgresSql deleteOne() {
    return delete;
  }

  /**
   * Removes the row with a key that no row refers to, in any workspace or in one, and returns it.
   */
  PostgresSql takeBy(Index index, boolean inWorkspace) {
    return Objects.requireNonNull((inWorkspace ? takesHere : takes).get(index.name()));
  }

  /**
   * Removes rows that have expired and have a unique value of the row to come, which may replace
   * the one with its primary key or not.
   */
  PostgresSql makeRoom(boolean replaces) {
    return replaces ? makeRoomToReplace : makeRoomToInsert;
  }

  /** Removes rows that have expired, as many as the parameter says at most. */
  PostgresSql sweepExpired() {
    return sweep;
  }

  PostgresSql truncateAll() {
    return truncate;
  }

  private PostgresSql command(String id, String text, List<ColumnType> parameters) {
    return configuration.register(prefix + ":" + id, text, parameters, rows::one, false);
  }

  private PostgresSql returning(
      String id, String text, List<ColumnType> parameters, RowReader reader) {
    return configuration.register(prefix + ":" + id, text, parameters, reader, true);
  }

  private String inserted() {
    return "INSERT INTO " + name + columns() + " VALUES ";
  }

  private String columns() {
    return " (" + PostgresColumns.names(table.columns()) + (table.hasTtl() ? ", ttl" : "") + ")";
  }

  private String values() {
    return "("
        + PostgresColumns.placeholders(table.columns())
        + (table.hasTtl() ? ", " + EXPIRES : "")
        + ")";
  }

  private List<ColumnType> types() {
    List<ColumnType> types = new ArrayList<>(PostgresColumns.types(table.columns()));
    if (table.hasTtl()) {
      types.add(ColumnType.FLOAT64);
    }
    return types;
  }

  private PostgresSql insertOf(int count) {
    List<ColumnType> types = new ArrayList<>();
    Collections.nCopies(count, types()).forEach(types::addAll);
    return returning(
        "insert" + count,
        inserted()
            + String.join(", ", Collections.nCopies(count, values()))
            + " RETURNING "
            + PostgresColumns.selected(table),
        types,
        rows::one);
  }

  /**
   * Returns the statement that replaces the row with a primary key, or adds one, and returns both.
   * The row to be replaced is locked and read first. One that came after the statement began, or
   * has expired, is not seen, hence not replaced, and nothing is returned.
   *
   * <p>Not {@code ON CONFLICT DO UPDATE}: while others replace the row, its search by the primary
   * key can miss it, and what it then adds is refused by the next unique index, or waits for
   * somebody who waits for it.
   */
  private PostgresSql upsert() {
    List<ColumnType> types = new ArrayList<>(PostgresColumns.types(primary));
    if (table.hasWorkspaces()) {
      types.add(ColumnType.UUID);
    }
    String set = set(table.hasTtl(), types);
    types.addAll(PostgresColumns.types(primary));
    types.addAll(types());
    return returning(
        "upsert",
        "WITH old AS MATERIALIZED (SELECT "
            + PostgresColumns.selected(table)
            + " FROM "
            + name
            + " WHERE "
            + PostgresColumns.equal(primary)
            + (table.hasWorkspaces() ? " AND ws_id = ?" : "")
            + PostgresColumns.visible(table)
            + " FOR UPDATE), replaced AS (UPDATE "
            + name
            + " SET "
            + set
            + " WHERE "
            + PostgresColumns.equal(primary)
            + " AND EXISTS (SELECT 1 FROM old) RETURNING "
            + PostgresColumns.selected(table)
            + "), added AS (INSERT INTO "
            + name
            + columns()
            + " SELECT "
            + PostgresColumns.casts(table.columns())
            + (table.hasTtl() ? ", " + EXPIRES : "")
            + " WHERE NOT EXISTS (SELECT 1 FROM old) ON CONFLICT ("
            + PostgresColumns.names(primary)
            + ") DO NOTHING RETURNING "
            + PostgresColumns.selected(table)
            + ") SELECT new.*, old.* FROM"
            + " (SELECT * FROM replaced UNION ALL SELECT * FROM added) AS new LEFT JOIN old ON true",
        types,
        rows::pair);
  }

  /** Returns what an update sets, its parameters' types added. */
  private String set(boolean setsTtl, List<ColumnType> types) {
    types.addAll(PostgresColumns.types(changeable));
    String set = PostgresColumns.assigned(changeable, ", ");
    if (setsTtl) {
      set += (set.isEmpty() ? "" : ", ") + "ttl = " + EXPIRES;
      types.add(ColumnType.FLOAT64);
    }
    String key = PostgresNames.quoted(primary.get(0).name());
    return set.isEmpty() ? key + " = " + key : set;
  }

  private PostgresSql update(String id, boolean setsTtl) {
    List<ColumnType> types = new ArrayList<>();
    String set = set(setsTtl, types);
    types.addAll(PostgresColumns.types(primary));
    types.addAll(VERSION_TYPES);
    return returning(
        id,
        "UPDATE "
            + name
            + " SET "
            + set
            + " WHERE "
            + thatVersion()
            + " RETURNING "
            + PostgresColumns.selected(table),
        types,
        rows::one);
  }

  private String thatVersion() {
    return PostgresColumns.equal(primary) + " AND " + THAT_VERSION + PostgresColumns.visible(table);
  }

  private PostgresSql delete() {
    List<ColumnType> types = new ArrayList<>(PostgresColumns.types(primary));
    types.addAll(VERSION_TYPES);
    return command(
        "delete",
        "DELETE FROM " + name + " WHERE " + PostgresColumns.equal(primary) + " AND " + THAT_VERSION,
        types);
  }

  private PostgresSql take(String id, Index index, boolean inWorkspace) {
    List<ColumnType> types = new ArrayList<>(PostgresColumns.types(index.columns()));
    if (inWorkspace) {
      types.add(ColumnType.UUID);
    }
    return returning(
        id,
        "DELETE FROM "
            + name
            + " WHERE "
            + PostgresColumns.equal(index.columns())
            + (inWorkspace ? " AND ws_id = ?" : "")
            + PostgresColumns.visible(table)
            + unreferenced()
            + " RETURNING "
            + PostgresColumns.selected(table),
        types,
        rows::one);
  }

  /**
   * Returns the statement that removes what has expired and is in the way, unless something that
   * lives is in the way as well: then the row is refused, and a refusal changes nothing.
   */
  private PostgresSql makeRoom(String id, boolean replaces) {
    List<Index> uniques = table.indexes().stream().filter(Index::isUnique).toList();
    List<Index> others =
        uniques.stream().filter(index -> index != table.primary() || !replaces).toList();
    List<ColumnType> types = new ArrayList<>();
    String expired =
        " FROM "
            + name
            + " WHERE "
            + (table.hasTtl() ? "ttl <= clock_timestamp()" : "false")
            + " AND ";
    String gone = "DELETE" + expired + clash(uniques, types);
    String living = "SELECT 1 FROM " + name + " AS living WHERE " + clash(others, types);
    if (replaces) {
      living += " AND NOT (" + PostgresColumns.equal(primary) + ")";
      types.addAll(PostgresColumns.types(primary));
    }
    return returning(
        id,
        "WITH gone AS ("
            + gone
            + " AND NOT EXISTS ("
            + living
            + PostgresColumns.visible(table)
            + ") RETURNING 1) SELECT CASE WHEN EXISTS (SELECT 1 FROM gone) THEN 'MADE' WHEN EXISTS (SELECT 1"
            + expired
            + clash(uniques, types)
            + ") THEN 'BLOCKED' ELSE 'FREE' END",
        types,
        PostgresRoom::read);
  }

  /** Returns the condition that a row has a value of one of the indexes. */
  private static String clash(List<Index> indexes, List<ColumnType> types) {
    indexes.forEach(index -> types.addAll(PostgresColumns.types(index.columns())));
    return indexes.isEmpty()
        ? "false"
        : indexes.stream()
            .map(index -> "(" + PostgresColumns.equal(index.columns()) + ")")
            .collect(joining(" OR ", "(", ")"));
  }

  private PostgresSql sweep() {
    return command(
        "sweep",
        "DELETE FROM "
            + name
            + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
            + name
            + " WHERE "
            + (table.hasTtl()
                ? "ttl <= clock_timestamp()" + unreferenced() + " ORDER BY ttl"
                : "false")
            + " LIMIT ? FOR UPDATE SKIP LOCKED))",
        List.of(ColumnType.INT64));
  }

  /** Returns the condition, after others, that no row refers to the row. */
  private String unreferenced() {
    StringBuilder condition = new StringBuilder();
    for (Reference reference : table.referencedBy()) {
      String child = PostgresNames.quoted(reference.childTable());
      condition.append(" AND NOT EXISTS (SELECT 1 FROM ").append(child).append(" AS child WHERE (");
      condition.append(qualified("child", reference.columns())).append(") = (");
      condition.append(qualified(name, reference.parentColumns())).append("))");
    }
    return condition.toString();
  }

  private static String qualified(String owner, List<String> columns) {
    return columns.stream()
        .map(column -> owner + "." + PostgresNames.quoted(column))
        .collect(joining(", "));
  }
}
