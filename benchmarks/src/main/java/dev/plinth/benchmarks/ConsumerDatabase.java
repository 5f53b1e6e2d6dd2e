/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plinth.dao.Db;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.examples.gateway.Gateway;
import dev.plinth.postgres.PostgresStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The database of the benchmarks, that of the run or one for this JVM, with a table of consumers
 * whose number {@code i} has the name {@code user-i} and the id of {@link #id}. It ends with the
 * JVM.
 */
final class ConsumerDatabase {
  private static @Nullable ConsumerDatabase shared;

  private final String url;
  private int rows = -1;

  private ConsumerDatabase() {
    String given = ConsumerServer.given();
    url = given == null ? EmbeddedPostgres.start().url() : given;
    try (Db db = open()) {
      db.createTables();
    }
  }

  /** Returns the database with as many consumers as said, and no other rows. */
  static synchronized ConsumerDatabase of(int rows) throws SQLException {
    if (shared == null) {
      shared = new ConsumerDatabase();
    }
    shared.fill(rows);
    return shared;
  }

  /** Returns the id of a consumer by its number. */
  static UUID id(int number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5")
              .digest(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(digest);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill(int wanted) throws SQLException {
    if (rows == wanted) {
      return;
    }
    try (HikariDataSource pool = pool();
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE consumers CASCADE");
      statement.execute("ALTER TABLE consumers DISABLE TRIGGER USER");
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO consumers (ws_id, id, created_at, updated_at, username, custom_id, tags)
              SELECT ?, md5(i::text)::uuid, now(), now(), 'user-' || i, 'custom-' || i, '{a,b}'
              FROM generate_series(0, ? - 1) AS i""")) {
        insert.setObject(1, new UUID(0, 0));
        insert.setInt(2, wanted);
        insert.executeUpdate();
      }
      statement.execute("ALTER TABLE consumers ENABLE TRIGGER USER");
      statement.execute("VACUUM ANALYZE consumers");
    }
    rows = wanted;
  }

  /** Tells that rows were added or removed, so that the next use begins anew. */
  void changed() {
    rows = -1;
  }

  /** Opens a registry of the gateway's schemas. */
  Db open() {
    return Db.on(PostgresStrategy.of(url)).schemas(Gateway.schemas()).open();
  }

  /** Opens a pool as that of the strategy is, time limits included, for a contender of its own. */
  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(0);
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "36");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout=30000 -c lock_timeout=10000"
            + " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC");
    return new HikariDataSource(config);
  }

  /** Opens a contender by its name. */
  ConsumerReads reads(String contender) {
    return switch (contender) {
      case "plinth" -> new PlinthConsumers(open());
      case "jdbc" -> new JdbcConsumers(pool());
      case "mybatis" -> new MyBatisConsumers(pool());
      case "jdbi" -> new JdbiConsumers(pool());
      case "jooq" -> new JooqConsumers(pool());
      case "hibernate" -> new HibernateConsumers(pool());
      default -> throw new IllegalArgumentException(contender);
    };
  }
}
