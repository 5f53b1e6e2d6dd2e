/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The pool of connections, opened when it is first needed, and MyBatis on top of it. Safe for use
 * by many threads.
 */
final class PostgresSessions implements AutoCloseable {
  private final PostgresConfig config;
  private final PostgresConfiguration configuration;
  private final SqlSessionFactory factory;
  private final AtomicInteger stores = new AtomicInteger();
  private final Map<Table, PostgresStatements> statements = new ConcurrentHashMap<>();
  private @Nullable HikariDataSource pool;
  private boolean closed;

  PostgresSessions(PostgresConfig config) {
    this.config = config;
    this.configuration = new PostgresConfiguration(new LazyDataSource(this::pool));
    this.factory = new SqlSessionFactoryBuilder().build(configuration);
  }

  private synchronized HikariDataSource pool() {
    if (closed) {
      throw Failures.closed("postgres");
    }
    if (pool == null) {
      HikariConfig hikari = new HikariConfig();
      hikari.setPoolName("plinth-postgres");
      hikari.setJdbcUrl(config.url());
      if (config.user() != null) {
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
      }
      hikari.setMaximumPoolSize(config.poolSize());
      hikari.setMinimumIdle(0);
      hikari.setConnectionTimeout(config.connectTimeout().toMillis());
      hikari.setInitializationFailTimeout(-1);
      hikari.addDataSourceProperty("ApplicationName", "plinth");
      hikari.addDataSourceProperty(
          "connectTimeout", Long.toString(Math.max(1, config.connectTimeout().toSeconds())));
      hikari.addDataSourceProperty("socketTimeout", Long.toString(longestSilence()));
      hikari.addDataSourceProperty("tcpKeepAlive", "true");
      hikari.addDataSourceProperty("logServerErrorDetail", "false");
      hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
      hikari.addDataSourceProperty("currentSchema", PostgresNames.quoted(config.schema()));
      hikari.addDataSourceProperty(
          "options",
          "-c statement_timeout="
              + config.statementTimeout().toMillis()
              + " -c lock_timeout="
              + config.lockTimeout().toMillis()
              + " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC");
      pool = new HikariDataSource(hikari);
    }
    return pool;
  }

  /**
   * Returns for how many seconds a server that is there can be silent: it ends a statement by
   * itself, and a network that swallows its answer is noticed soon after.
   */
  private long longestSilence() {
    return config.statementTimeout().plus(config.connectTimeout()).toSeconds() + 1;
  }

  /** Returns the statements of the table, made at the first call. */
  PostgresStatements statements(Table table) {
    return statements.computeIfAbsent(
        table,
        one ->
            new PostgresStatements(
                configuration, one, one.name() + "#" + stores.incrementAndGet()));
  }

  /** Opens a session in which each statement is committed at once. */
  SqlSession open() {
    return factory.openSession(true);
  }

  /** Opens a session that commits when it is told to. */
  SqlSession begin() {
    return factory.openSession(false);
  }

  /** Opens a connection for statements of others' making. */
  Connection connect() throws SQLException {
    return pool().getConnection();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
