/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCassandraTest {
  @Test
  void start_temporary_keepsConditionsAndStops() {
    InetSocketAddress address;
    try (EmbeddedCassandra cassandra = EmbeddedCassandra.start()) {
      address = cassandra.contactPoint();
      try (CqlSession session = connect(cassandra)) {
        session.execute(
            "CREATE KEYSPACE IF NOT EXISTS plinth_embedded WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute(
            "CREATE TABLE IF NOT EXISTS plinth_embedded.claims (value text PRIMARY KEY, owner text)");
        session.execute("TRUNCATE plinth_embedded.claims");
        assertThat(
                session
                    .execute(
                        "UPDATE plinth_embedded.claims SET owner = 'a' WHERE value = 'v' IF owner = null")
                    .wasApplied())
            .isTrue();
        assertThat(
                session
                    .execute(
                        "UPDATE plinth_embedded.claims SET owner = 'b' WHERE value = 'v' IF owner = null")
                    .wasApplied())
            .isFalse();
      }
    }
    if (System.getenv("PLINTH_CASSANDRA_CONTACT_POINTS") == null) {
      assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void start_keptFolder_findsItsData(@TempDir Path folder) {
    try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(folder);
        CqlSession session = connect(cassandra)) {
      session.execute(
          "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE kept.answers (id int PRIMARY KEY, answer int)");
      session.execute("INSERT INTO kept.answers (id, answer) VALUES (1, 42)");
    }
    try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(folder);
        CqlSession session = connect(cassandra)) {
      assertThat(session.execute("SELECT answer FROM kept.answers WHERE id = 1").one())
          .extracting(row -> row.getInt("answer"))
          .isEqualTo(42);
    }
  }

  private static CqlSession connect(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter(cassandra.localDatacenter())
        .build();
  }
}
