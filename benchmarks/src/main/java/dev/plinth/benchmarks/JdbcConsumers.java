/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Consumers by hand, the floor: the statements of Plinth, values read by place, the same entity
 * made of them.
 */
@SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
final class JdbcConsumers implements ConsumerWrites {
  private static final UUID WORKSPACE = new UUID(0, 0);
  private static final String COLUMNS =
      "id, created_at, updated_at, username, custom_id, tags, ws_id, xmin, ctid";

  /** Selects all rows. */
  static final String ALL = "SELECT " + COLUMNS + " FROM consumers";

  private static final String SELECT = ALL + " WHERE ";
  private static final String INSERT =
      "INSERT INTO consumers (id, created_at, updated_at, username, custom_id, tags, ws_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private static final String DELETE =
      "DELETE FROM consumers WHERE id = ? AND ws_id = ?"
          + " AND NOT EXISTS (SELECT 1 FROM keyauth_credentials AS child"
          + " WHERE (child.consumer_id, child.ws_id) = (consumers.id, consumers.ws_id)) RETURNING "
          + COLUMNS;

  private final HikariDataSource pool;
  private final EntityType type = Input.type("consumers");

  JdbcConsumers(HikariDataSource pool) {
    this.pool = pool;
  }

  /** What tells two states of a row apart. */
  private record Version(String xmin, String ctid) {}

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private List<Entity> query(Connection connection, String sql, Binding binding)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<Entity> found = new ArrayList<>();
        while (rows.next()) {
          found.add(read(type, rows));
        }
        return found;
      }
    }
  }

  private List<Entity> query(String sql, Binding binding) {
    try (Connection connection = pool.getConnection()) {
      return query(connection, sql, binding);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Entity read(EntityType type, ResultSet row) throws SQLException {
    Array tags = row.getArray(6);
    return type.assemble(
        new @Nullable Object[] {
          row.getObject(1, UUID.class),
          row.getObject(2, OffsetDateTime.class).toInstant(),
          row.getObject(3, OffsetDateTime.class).toInstant(),
          row.getString(4),
          row.getString(5),
          tags == null
              ? null
              : Collections.unmodifiableSet(
                  new LinkedHashSet<>(List.of((String[]) tags.getArray())))
        },
        null,
        row.getObject(7, UUID.class),
        new Version(row.getString(8), row.getString(9)));
  }

  @Override
  public Object byId(UUID id) {
    return query(SELECT + "id = ?", statement -> statement.setObject(1, id)).get(0);
  }

  @Override
  public Object byUsername(String username) {
    return query(
            SELECT + "ws_id = ? AND username = ?",
            statement -> {
              statement.setObject(1, WORKSPACE);
              statement.setString(2, username);
            })
        .get(0);
  }

  @Override
  public List<Entity> page() {
    return query(
        SELECT + "ws_id = ? ORDER BY id LIMIT ?",
        statement -> {
          statement.setObject(1, WORKSPACE);
          statement.setLong(2, PAGE + 1L);
        });
  }

  private static void requireValid(@Nullable String username, @Nullable String customId) {
    if (username == null && customId == null) {
      throw new IllegalArgumentException("at least one of username, custom_id");
    }
    if ((username != null && username.isEmpty()) || (customId != null && customId.isEmpty())) {
      throw new IllegalArgumentException("length must be at least 1");
    }
  }

  private static void bind(
      PreparedStatement statement, int first, UUID id, String username, @Nullable String customId)
      throws SQLException {
    statement.setObject(first, id);
    bindChanges(statement, first + 1, username, customId);
  }

  private static void bindChanges(
      PreparedStatement statement, int first, String username, @Nullable String customId)
      throws SQLException {
    OffsetDateTime now = Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    statement.setObject(first, now);
    statement.setObject(first + 1, now);
    statement.setString(first + 2, username);
    statement.setString(first + 3, customId);
    statement.setNull(first + 4, java.sql.Types.ARRAY);
    statement.setObject(first + 5, WORKSPACE);
  }

  @Override
  public Object insert(UUID id, String username) {
    requireValid(username, null);
    return query(
            INSERT + " RETURNING " + COLUMNS, statement -> bind(statement, 1, id, username, null))
        .get(0);
  }

  /** Tries again when somebody else has changed the row meanwhile. */
  @Override
  public Object update(UUID id, String customId) {
    while (true) {
      List<Entity> written = updateOnce(id, customId);
      if (!written.isEmpty()) {
        return written.get(0);
      }
    }
  }

  private List<Entity> updateOnce(UUID id, String customId) {
    Entity old = query(SELECT + "id = ?", statement -> statement.setObject(1, id)).get(0);
    requireValid((String) old.get("username"), customId);
    return query(
        "UPDATE consumers SET created_at = ?, updated_at = ?, username = ?, custom_id = ?,"
            + " tags = ?, ws_id = ? WHERE id = ? AND xmin = ?::xid AND ctid = ?::tid RETURNING "
            + COLUMNS,
        statement -> {
          statement.setObject(1, ((Instant) old.get("created_at")).atOffset(ZoneOffset.UTC));
          statement.setObject(
              2, Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
          statement.setObject(3, old.get("username"));
          statement.setString(4, customId);
          statement.setArray(
              5,
              old.get("tags") == null
                  ? null
                  : statement
                      .getConnection()
                      .createArrayOf("text", ((java.util.Set<?>) old.get("tags")).toArray()));
          statement.setObject(6, WORKSPACE);
          statement.setObject(7, id);
          statement.setString(8, ((Version) old.version()).xmin);
          statement.setString(9, ((Version) old.version()).ctid);
        });
  }

  @Override
  public Object upsert(UUID id, String username, String customId) {
    requireValid(username, customId);
    return query(
            "WITH old AS MATERIALIZED ("
                + SELECT
                + "id = ? AND ws_id = ? FOR UPDATE), replaced AS (UPDATE consumers SET"
                + " created_at = ?, updated_at = ?, username = ?, custom_id = ?, tags = ?,"
                + " ws_id = ? WHERE id = ? AND EXISTS (SELECT 1 FROM old) RETURNING "
                + COLUMNS
                + "), added AS (INSERT INTO consumers"
                + " (id, created_at, updated_at, username, custom_id, tags, ws_id) SELECT ?::uuid,"
                + " ?::timestamptz, ?::timestamptz, ?::text, ?::text, ?::text[], ?::uuid"
                + " WHERE NOT EXISTS (SELECT 1 FROM old) ON CONFLICT (id) DO NOTHING RETURNING "
                + COLUMNS
                + ") SELECT new.*, old.* FROM (SELECT * FROM replaced UNION ALL"
                + " SELECT * FROM added) AS new LEFT JOIN old ON true",
            statement -> {
              statement.setObject(1, id);
              statement.setObject(2, WORKSPACE);
              bindChanges(statement, 3, username, customId);
              statement.setObject(9, id);
              bind(statement, 10, id, username, customId);
            })
        .get(0);
  }

  /** Removes the row that nothing refers to, and reads it, in one statement. */
  @Override
  public boolean delete(UUID id) {
    return !query(
            DELETE,
            statement -> {
              statement.setObject(1, id);
              statement.setObject(2, WORKSPACE);
            })
        .isEmpty();
  }

  @Override
  public void close() {
    pool.close();
  }
}
