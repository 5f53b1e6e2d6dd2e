/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entities on PostgreSQL, 14 or newer. Safe for use by many threads. Nothing is connected before it
 * is needed.
 */
public final class PostgresStrategy implements Strategy {
  private static final int OLDEST = 14;
  private static final Duration REPLICA_PAUSE = Duration.ofSeconds(10);

  private final PostgresConfig config;
  private final PostgresSessions sessions;
  private final @Nullable PostgresSessions replica;
  private final @Nullable PostgresReplica replicaState;

  private PostgresStrategy(PostgresConfig config) {
    this.config = config;
    this.sessions = new PostgresSessions(config);
    PostgresConfig other = config.replica();
    this.replica = other == null ? null : new PostgresSessions(other);
    this.replicaState = other == null ? null : new PostgresReplica(other.place(), REPLICA_PAUSE);
  }

  /** Returns the strategy for a JDBC address, with the defaults of {@link PostgresConfig#of}. */
  public static PostgresStrategy of(String url) {
    return of(PostgresConfig.of(url));
  }

  /** Returns the strategy for a configuration. */
  public static PostgresStrategy of(PostgresConfig config) {
    return new PostgresStrategy(config);
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Health check() {
    try (Session session = connect().connect()) {
      var row =
          session
              .query(
                  "SELECT current_setting('server_version') AS version,"
                      + " current_setting('server_version_num')::bigint AS number")
              .get(0);
      long number = (Long) java.util.Objects.requireNonNull(row.get("number"));
      String version = String.valueOf(row.get("version"));
      return number / 10_000 >= OLDEST
          ? Health.up(version)
          : Health.down(
              "PostgreSQL "
                  + version
                  + " at "
                  + config.place()
                  + " is too old: Plinth needs "
                  + OLDEST
                  + " or newer");
    } catch (DaoException e) {
      return Health.down(
          "cannot reach PostgreSQL at "
              + config.place()
              + ": "
              + e.message()
              + ": start it, or set PLINTH_POSTGRES_URL to where it is");
    }
  }

  @Override
  public EntityStore store(Table table) {
    return new PostgresStore(sessions, sessions.statements(table));
  }

  @Override
  public EntityStore replica(Table table) {
    return replica == null || replicaState == null
        ? store(table)
        : new PostgresReplicaStore(
            store(table), new PostgresStore(replica, replica.statements(table)), replicaState);
  }

  @Override
  public void prepare(Table table) {
    try (PostgresSession session = (PostgresSession) connect().open()) {
      session.atomically(
          () -> {
            session.lockTables();
            List<String> statements = session.catalogue().create(table);
            statements.forEach(session::execute);
          });
    }
  }

  @Override
  public Set<Capability> lacks() {
    return Set.of();
  }

  @Override
  public Optional<Transactions> transactions() {
    return Optional.of(() -> new PostgresTransaction(sessions));
  }

  @Override
  public Optional<Connector> connector() {
    return Optional.of(connect());
  }

  @Override
  public Optional<EventLog> events() {
    return Optional.of(new PostgresEventLog(connect(), config));
  }

  private PostgresConnector connect() {
    return new PostgresConnector(sessions, config);
  }

  @Override
  public void close() {
    sessions.close();
    if (replica != null) {
      replica.close();
    }
  }
}
