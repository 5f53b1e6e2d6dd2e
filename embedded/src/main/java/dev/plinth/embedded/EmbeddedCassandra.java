/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final InetSocketAddress contactPoint;
  private final @Nullable AutoCloseable server;
  private final @Nullable Directory directory;

  private EmbeddedCassandra(
      InetSocketAddress contactPoint,
      @Nullable AutoCloseable server,
      @Nullable Directory directory) {
    this.contactPoint = contactPoint;
    this.server = server;
    this.directory = directory;
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
      return new EmbeddedCassandra(address(given.replaceFirst(",.*", "").strip()), null, null);
    }
    if (Docker.answers()) {
      Containers.Cassandra container = Containers.cassandra();
      return new EmbeddedCassandra(container.contactPoint(), container, null);
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
    try {
      return new Launch(directory).run();
    } catch (IOException e) {
      directory.close();
      throw new EmbeddedException("cannot start Cassandra: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
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
    } finally {
      if (directory != null) {
        directory.close();
      }
    }
  }

  /** One start of a process. */
  private static final class Launch {
    private final Path home;
    private final Path log;
    private final Directory directory;

    Launch(Directory directory) {
      this.directory = directory;
      this.home = directory.path();
      this.log = home.resolve("cassandra.log");
    }

    EmbeddedCassandra run() throws IOException {
      int[] ports = freePorts(3);
      Path yaml =
          Files.writeString(
              home.resolve("cassandra.yaml"), CassandraFiles.yaml(home, ports[0], ports[1]));
      Path logback = Files.writeString(home.resolve("logback.xml"), CassandraFiles.LOGBACK);
      List<String> command = new ArrayList<>();
      command.add(JavaHomes.forCassandra().resolve("bin/java").toString());
      command.addAll(CassandraFiles.OPTIONS);
      command.add("-Dcassandra.config=" + yaml.toUri());
      command.add("-Dcassandra.storagedir=" + home);
      command.add("-Dcassandra.jmx.local.port=" + ports[2]);
      command.add("-Dlogback.configurationFile=" + logback);
      command.addAll(
          List.of(
              "-cp", CassandraFiles.classPath(), "org.apache.cassandra.service.CassandraDaemon"));
      Guarded server = Guarded.start("TERM", command, Map.of(), directory, log);
      try {
        awaitReady(server, ports[0]);
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
      return new EmbeddedCassandra(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[0]), server, directory);
    }

    private static int[] freePorts(int count) throws IOException {
      List<ServerSocket> sockets = new ArrayList<>();
      try {
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          sockets.add(socket);
          ports[i] = socket.getLocalPort();
        }
        return ports;
      } finally {
        for (ServerSocket socket : sockets) {
          socket.close();
        }
      }
    }

    /** The port for clients opens last, when the node serves them. */
    private void awaitReady(Guarded server, int port) throws IOException {
      Instant end = Instant.now().plus(PATIENCE);
      Instant grace = Instant.now().plusSeconds(3);
      while (!answers(port)) {
        if (Instant.now().isAfter(end) || (Instant.now().isAfter(grace) && !server.isAlive())) {
          List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
          throw new EmbeddedException(
              "Cassandra does not start: "
                  + (lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1))
                  + " (see "
                  + log
                  + ")");
        }
        try {
          Thread.sleep(200);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new EmbeddedException("interrupted", e);
        }
      }
    }

    private static boolean answers(int port) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
