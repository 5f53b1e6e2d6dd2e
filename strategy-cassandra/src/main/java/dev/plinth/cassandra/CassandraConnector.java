/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Session;

/** Opens sessions for migrations and tools. */
final class CassandraConnector implements Connector {
  private final CassandraSessions sessions;

  CassandraConnector(CassandraSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Session open() {
    CassandraSession session = new CassandraSession(sessions);
    session.createKeyspace();
    return session;
  }

  @Override
  public String target() {
    return "keyspace '" + sessions.config().keyspace() + "'";
  }
}
