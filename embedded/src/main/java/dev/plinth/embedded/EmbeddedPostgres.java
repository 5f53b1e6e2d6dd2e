/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for development and tests. It listens on 127.0.0.1 and trusts whoever connects
 * there.
 *
 * <p>Runs as root and as any user. Safe for use by many threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String ENVIRONMENT = "PLINTH_POSTGRES_URL";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String url;
  private final @Nullable AutoCloseable server;
  private final @Nullable Directory directory;

  private EmbeddedPostgres(
      String url, @Nullable AutoCloseable server, @Nullable Directory directory) {
    this.url = url;
    this.server = server;
    this.directory = directory;
  }

  /**
   * Returns a database whose data need not stay: the one that {@code PLINTH_POSTGRES_URL} names,
   * which is used as it is, else a container, else a process with a temporary folder.
   *
   * @throws EmbeddedException when none of them can be had
   */
  public static EmbeddedPostgres start() {
    String given = System.getenv(ENVIRONMENT);
    if (given != null && !given.isEmpty()) {
      return new EmbeddedPostgres(given, null, null);
    }
    if (Docker.answers()) {
      Containers.Postgres container = Containers.postgres();
      return new EmbeddedPostgres(container.url(), container, null);
    }
    return start(Directory.temporary("plinth-postgres-"));
  }

  /**
   * Starts a process whose data stay in the folder; what is there from earlier is used, after a
   * crash as well.
   *
   * @throws EmbeddedException when the folder is in use, or of another version of PostgreSQL, or
   *     the process does not start
   */
  public static EmbeddedPostgres start(Path folder) {
    return start(Directory.kept(folder));
  }

  static EmbeddedPostgres start(Directory directory) {
    try {
      return new Launch(directory).run();
    } catch (IOException e) {
      directory.close();
      throw new EmbeddedException("cannot start PostgreSQL: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Returns the JDBC address, with the user. */
  public String url() {
    return url;
  }

  /** Stops the server, if it was started here, and removes its folder, if that was temporary. */
  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new EmbeddedException("PostgreSQL does not stop: " + e.getMessage(), e);
    } finally {
      if (directory != null) {
        directory.close();
      }
    }
  }

  /** One start of a process. */
  private static final class Launch {
    private final Directory directory;
    private final Path home = PostgresBinaries.unpacked();
    private final Path data;
    private final Path log;

    Launch(Directory directory) {
      this.directory = directory;
      this.data = directory.path().resolve("data");
      this.log = directory.path().resolve("postgres.log");
    }

    EmbeddedPostgres run() throws IOException {
      requireVersion();
      awaitPredecessor();
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialize();
      }
      int port = freePort();
      List<String> command = new ArrayList<>(asOther());
      command.addAll(
          List.of(
              home.resolve("bin/postgres").toString(),
              "-D",
              data.toString(),
              "-p",
              Integer.toString(port)));
      command.addAll(
          List.of(
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "unix_socket_directories=",
              "-c",
              "max_connections=200",
              "-c",
              "timezone=UTC",
              "-c",
              "log_timezone=UTC"));
      if (directory.isTemporary()) {
        command.addAll(
            List.of(
                "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
      }
      Guarded server = Guarded.start("INT", command, Map.of("LC_ALL", "C"), directory, log);
      try {
        awaitReady(server);
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
      return new EmbeddedPostgres(
          "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres", server, directory);
    }

    private void requireVersion() throws IOException {
      Path file = data.resolve("PG_VERSION");
      if (!Files.exists(file)) {
        return;
      }
      String found = Files.readString(file).strip();
      String ours = version();
      if (!found.equals(ours)) {
        throw new EmbeddedException(
            "the database in "
                + directory.path()
                + " was made by PostgreSQL "
                + found
                + " and this is PostgreSQL "
                + ours
                + ": dump it there and load it here, or use another folder");
      }
    }

    private String version() throws IOException {
      Process process =
          new ProcessBuilder(home.resolve("bin/postgres").toString(), "--version").start();
      String text =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return text.replaceFirst("(?s).*?(\\d+).*", "$1");
    }

    /**
     * Waits for a server of a JVM that was killed, which is about to end; a file it left behind is
     * removed.
     */
    private void awaitPredecessor() throws IOException {
      Path file = data.resolve("postmaster.pid");
      Instant end = Instant.now().plus(PATIENCE);
      while (Files.exists(file)) {
        Optional<ProcessHandle> process =
            ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()));
        boolean alive =
            process
                .filter(ProcessHandle::isAlive)
                .flatMap(one -> one.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
        if (!alive) {
          Files.deleteIfExists(file);
        } else if (Instant.now().isAfter(end)) {
          throw new EmbeddedException(
              "the database in "
                  + directory.path()
                  + " is in use by process "
                  + process.get().pid()
                  + ": stop that, or use another folder");
        } else {
          pause();
        }
      }
    }

    private void initialize() throws IOException {
      Directory.delete(Files.createDirectories(data));
      List<String> command = new ArrayList<>(asOther());
      command.addAll(
          List.of(
              home.resolve("bin/initdb").toString(),
              "-D",
              data.toString(),
              "-U",
              "postgres",
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--no-locale",
              "--no-sync"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new EmbeddedException("cannot make a database in " + data + ": " + lastLine());
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new EmbeddedException("interrupted", e);
      }
    }

    /**
     * PostgreSQL refuses to run as root: it gets a user namespace, in which it is nobody, and the
     * folder belongs to nobody.
     */
    private static List<String> asOther() {
      return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    private void awaitReady(Guarded server) throws IOException {
      Path file = data.resolve("postmaster.pid");
      Instant end = Instant.now().plus(PATIENCE);
      Instant grace = Instant.now().plusSeconds(2);
      while (true) {
        if (Files.exists(file)) {
          List<String> lines = Files.readAllLines(file);
          if (lines.size() > 7 && lines.get(7).startsWith("ready")) {
            return;
          }
        }
        if (Instant.now().isAfter(end) || (Instant.now().isAfter(grace) && !server.isAlive())) {
          throw new EmbeddedException(
              "PostgreSQL does not start: " + lastLine() + " (see " + log + ")");
        }
        pause();
      }
    }

    private String lastLine() throws IOException {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
    }

    private static void pause() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddedException("interrupted", e);
      }
    }
  }
}
