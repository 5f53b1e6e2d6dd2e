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
import org.junit.jupiter.api.Test;

class EmbeddedCassandraTest {
  @Test
  void start_temporary_keepsConditionsAndStops() {
    InetSocketAddress address;
    try (EmbeddedCassandra cassandra = EmbeddedCassandra.start()) {
      address = cassandra.contactPoint();
      try (CqlSession session =
          CqlSession.builder()
              .addContactPoint(address)
              .withLocalDatacenter(cassandra.localDatacenter())
              .build()) {
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
}
