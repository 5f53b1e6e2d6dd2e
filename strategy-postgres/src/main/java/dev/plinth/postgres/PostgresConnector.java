/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Session;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions for migrations and tools. */
final class PostgresConnector implements Connector {
  private final PostgresSessions sessions;
  private final PostgresConfig config;

  PostgresConnector(PostgresSessions sessions, PostgresConfig config) {
    this.sessions = sessions;
    this.config = config;
  }

  @Override
  public Session open() {
    PostgresSession session = connect();
    try {
      session.waitForEver();
      session.createSchema();
    } catch (DaoException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** Opens a session for tables that are there. */
  PostgresSession connect() {
    Connection connection;
    try {
      connection = sessions.connect();
    } catch (SQLException | RuntimeException e) {
      throw PostgresErrors.translate(e, null, PostgresErrors.Attempt.reading());
    }
    return new PostgresSession(connection, config.schema());
  }

  @Override
  public String target() {
    String place = config.place();
    return "database '" + place.substring(place.lastIndexOf('/') + 1) + "'";
  }
}
