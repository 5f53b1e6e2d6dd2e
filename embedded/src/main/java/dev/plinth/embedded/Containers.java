/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Databases in containers. The only class that needs Testcontainers. */
final class Containers {
  private static final int POSTGRES_PORT = 5432;
  private static final int CASSANDRA_PORT = 9042;

  private Containers() {}

  static boolean engineAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** A running PostgreSQL. */
  record Postgres(GenericContainer<?> container) implements AutoCloseable {
    String url() {
      return "jdbc:postgresql://"
          + container.getHost()
          + ":"
          + container.getMappedPort(POSTGRES_PORT)
          + "/postgres?user=postgres";
    }

    @Override
    public void close() {
      container.stop();
    }
  }

  /** A running Cassandra. */
  record Cassandra(GenericContainer<?> container) implements AutoCloseable {
    InetSocketAddress contactPoint() {
      return new InetSocketAddress(container.getHost(), container.getMappedPort(CASSANDRA_PORT));
    }

    @Override
    public void close() {
      container.stop();
    }
  }

  static Postgres postgres() {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("postgres:18-alpine"))
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .withExposedPorts(POSTGRES_PORT)
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*", 2)
                    .withStartupTimeout(Duration.ofMinutes(3)));
    container.start();
    return new Postgres(container);
  }

  static Cassandra cassandra() {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("cassandra:5.0"))
            .withEnv("CASSANDRA_SNITCH", "SimpleSnitch")
            .withEnv("HEAP_NEWSIZE", "128M")
            .withEnv("MAX_HEAP_SIZE", "512M")
            .withExposedPorts(CASSANDRA_PORT)
            .waitingFor(
                Wait.forLogMessage(".*Starting listening for CQL clients.*", 1)
                    .withStartupTimeout(Duration.ofMinutes(5)));
    container.start();
    return new Cassandra(container);
  }
}
