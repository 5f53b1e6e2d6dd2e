/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real Cassandra of one node for development and tests, in a JVM of its own with a class path of
 * its own. It listens on 127.0.0.1 and asks for no password.
 *
 * <p>The server needs a JDK 11 or 17, whatever this JVM is. Runs as root and as any user. Safe for
 * use by many threads.
 */
public final class EmbeddedCassandra implements AutoCloseable {
  private static final String ENVIRONMENT = "PLINTH_CASSANDRA_CONTACT_POINTS";
  private static final int DEFAULT_PORT = 9042;

  private final InetSocketAddress contactPoint;
  private final @Nullable AutoCloseable server;

  private EmbeddedCassandra(InetSocketAddress contactPoint, @Nullable AutoCloseable server) {
    this.contactPoint = contactPoint;
    this.server = server;
  }

  /**
   * Returns a node whose data need not stay: the first that {@code PLINTH_CASSANDRA_CONTACT_POINTS}
   * names ({@code host:port,...}), which is used as it is, else a container, else a process with a
   * temporary folder.
   *
   * @throws EmbeddedException when none of them can be had
   */
  public static EmbeddedCassandra start() {
    String given = System.getenv(ENVIRONMENT);
    if (given != null && !given.isEmpty()) {
      return new EmbeddedCassandra(address(given.replaceFirst(",.*", "").strip()), null);
    }
    if (Docker.answers()) {
      Containers.Cassandra container = Containers.cassandra();
      return new EmbeddedCassandra(container.contactPoint(), container);
    }
    return start(Directory.temporary("plinth-cassandra-"));
  }

  private static InetSocketAddress address(String point) {
    int colon = point.lastIndexOf(':');
    try {
      return colon < 0
          ? new InetSocketAddress(point, DEFAULT_PORT)
          : new InetSocketAddress(
              point.substring(0, colon), Integer.parseInt(point.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new EmbeddedException(
          ENVIRONMENT + " is '" + point + "': it has to be host:port, such as 127.0.0.1:9042", e);
    }
  }

  /**
   * Starts a process whose data stay in the folder; what is there from earlier is used.
   *
   * @throws EmbeddedException when the folder is in use, there is no JDK for the server, or the
   *     process does not start
   */
  public static EmbeddedCassandra start(Path folder) {
    return start(Directory.kept(folder));
  }

  private static EmbeddedCassandra start(Directory directory) {
    CassandraPlace place = CassandraPlace.on(List.of("127.0.0.1")).get(0);
    CassandraNode node = CassandraNode.start(place, directory);
    try {
      node.awaitReady();
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
    return new EmbeddedCassandra(place.contactPoint(), node);
  }

  /** Returns the address to connect to. */
  public InetSocketAddress contactPoint() {
    return contactPoint;
  }

  /** Returns the name of the data centre that drivers ask for. */
  public String localDatacenter() {
    return "datacenter1";
  }

  /** Stops the server, if it was started here, and removes its folder, if that was temporary. */
  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new EmbeddedException("Cassandra does not stop: " + e.getMessage(), e);
    }
  }
}
