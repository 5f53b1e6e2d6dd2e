/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  void jvm_killed_takesTheServerWithItAndTheDataSurvive(@TempDir Path folder) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-cp",
                System.getProperty("java.class.path"),
                Keeper.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("written");
    }
    ProcessHandle server = server(folder);
    jvm.destroyForcibly().waitFor();

    try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(folder);
        CqlSession session = connect(cassandra)) {
      assertThat(server.isAlive()).isFalse();
      assertThat(session.execute("SELECT answer FROM kept.answers WHERE id = 1").one())
          .extracting(row -> row.getInt("answer"))
          .isEqualTo(42);
      server = server(folder);
    }
    assertThat(server.isAlive()).isFalse();
  }

  private static ProcessHandle server(Path folder) throws IOException {
    String number = Files.readString(folder.resolve("server.pid")).strip();
    return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
  }

  private static CqlSession connect(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .build())
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter(cassandra.localDatacenter())
        .build();
  }

  /** Writes a row into a database in the folder given and waits to be killed. */
  static final class Keeper {
    private Keeper() {}

    public static void main(String[] args) throws IOException {
      EmbeddedCassandra cassandra = EmbeddedCassandra.start(Path.of(args[0]));
      try (CqlSession session = connect(cassandra)) {
        session.execute(
            "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE kept.answers (id int PRIMARY KEY, answer int)");
        session.execute("INSERT INTO kept.answers (id, answer) VALUES (1, 42)");
        System.out.println("written");
        System.in.read();
      }
      cassandra.close();
    }
  }
}
