/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Consumers by Jdbi, with a row mapper written by hand, which is its fastest. */
final class JdbiConsumers implements ConsumerReads {
  private static final UUID WORKSPACE = new UUID(0, 0);
  private static final String SELECT =
      "SELECT id, created_at, updated_at, username, custom_id, tags FROM consumers WHERE ";

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  JdbiConsumers(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  private static Consumer read(ResultSet row, StatementContext context) throws SQLException {
    return new Consumer(
        row.getObject(1, UUID.class),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getString(4),
        row.getString(5),
        texts(row.getArray(6)));
  }

  private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
    return array == null ? null : List.of((String[]) array.getArray());
  }

  @Override
  public Object byId(UUID id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(SELECT + "id = ?").bind(0, id).map(JdbiConsumers::read).one());
  }

  @Override
  public Object byUsername(String username) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "ws_id = ? AND username = ?")
                .bind(0, WORKSPACE)
                .bind(1, username)
                .map(JdbiConsumers::read)
                .one());
  }

  @Override
  public List<?> page() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "ws_id = ? ORDER BY id LIMIT ?")
                .bind(0, WORKSPACE)
                .bind(1, PAGE)
                .map(JdbiConsumers::read)
                .list());
  }

  @Override
  public void close() {
    pool.close();
  }
}
