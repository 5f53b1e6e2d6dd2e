/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * One Cassandra server with its folder. It keeps its addresses when it is started again. Safe for
 * use by many threads.
 */
final class CassandraNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CassandraPlace place;
  private final Directory directory;
  private final Path log;
  private final Guarded server;
  private State state = State.RUNNING;

  private enum State {
    RUNNING("running: stop or kill it first"),
    PAUSED("paused: resume it first"),
    DOWN("down: start it first");

    private final String remedy;

    State(String remedy) {
      this.remedy = remedy;
    }
  }

  private CassandraNode(CassandraPlace place, Directory directory, Path log, Guarded server) {
    this.place = place;
    this.directory = directory;
    this.log = log;
    this.server = server;
  }

  /** Starts a process, without waiting until it serves. Closes the folder when that fails. */
  static CassandraNode start(CassandraPlace place, Directory directory) {
    try {
      Predecessor.await(directory.path());
      Path log = directory.path().resolve("cassandra.log");
      // data that do not stay need no goodbye
      String signal = directory.isTemporary() ? "KILL" : "TERM";
      Guarded server = Guarded.start(signal, command(place, directory), Map.of(), directory, log);
      return new CassandraNode(place, directory, log, server);
    } catch (IOException e) {
      directory.close();
      throw new EmbeddedException("cannot start Cassandra: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static List<String> command(CassandraPlace place, Directory directory)
      throws IOException {
    Path home = directory.path();
    Path yaml = Files.writeString(home.resolve("cassandra.yaml"), CassandraFiles.yaml(home, place));
    Path logback = Files.writeString(home.resolve("logback.xml"), CassandraFiles.LOGBACK);
    List<String> command = new ArrayList<>();
    command.add(JavaHomes.forCassandra().resolve("bin/java").toString());
    command.addAll(CassandraFiles.OPTIONS);
    command.add("-Dcassandra.config=" + yaml.toUri());
    command.add("-Dcassandra.storagedir=" + home);
    command.add("-Dcassandra.jmx.local.port=" + place.jmxPort());
    command.add("-Dlogback.configurationFile=" + logback);
    if (directory.isTemporary() && place.isAlone()) {
      command.add(CassandraFiles.NO_SECOND_START);
    }
    command.addAll(
        List.of("-cp", CassandraFiles.classPath(), "org.apache.cassandra.service.CassandraDaemon"));
    return command;
  }

  CassandraPlace place() {
    return place;
  }

  synchronized boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Waits until the node serves clients: their port opens last. */
  void awaitReady() {
    Waiting.until(
        () -> {
          boolean ready = answers();
          if (!ready && !server.isAlive()) {
            throw notStarted();
          }
          return ready;
        },
        PATIENCE,
        this::notStarted);
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(place.contactPoint(), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private EmbeddedException notStarted() {
    return new EmbeddedException(
        "Cassandra does not start on " + place.host() + ": " + lastLine() + " (see " + log + ")");
  }

  private String lastLine() {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  /** Returns whether the node takes each of the hosts for a member of the ring that is up. */
  @SuppressWarnings("BanJNDI") // what answers there is the server started here
  boolean sees(Collection<String> hosts) {
    try (JMXConnector connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL(
                "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + place.jmxPort() + "/jmxrmi"))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName service = new ObjectName("org.apache.cassandra.db:type=StorageService");
      Collection<?> live = (Collection<?>) server.getAttribute(service, "LiveNodes");
      Map<?, ?> owners = (Map<?, ?>) server.getAttribute(service, "TokenToEndpointMap");
      return live.containsAll(hosts) && owners.values().containsAll(hosts);
    } catch (IOException | InstanceNotFoundException e) {
      // it has not come so far yet, when another thread has just started it
      return false;
    } catch (JMException e) {
      throw new EmbeddedException(
          "Cassandra on " + place.host() + " does not say what it sees: " + e.getMessage(), e);
    }
  }

  /** Asks the process to end in order and waits until it has. */
  synchronized void stop() {
    require(State.RUNNING);
    server.end("TERM");
    state = State.DOWN;
  }

  /** Ends the process at once, in the middle of whatever it does. */
  synchronized void kill() {
    if (state == State.DOWN) {
      throw unfit();
    }
    server.end("KILL");
    state = State.DOWN;
  }

  /** Holds the process still, with its connections open. */
  synchronized void pause() {
    require(State.RUNNING);
    server.signal("STOP");
    state = State.PAUSED;
  }

  synchronized void resume() {
    require(State.PAUSED);
    server.signal("CONT");
    state = State.RUNNING;
  }

  /** Starts the process again on the same data, without waiting until it serves. */
  synchronized void startAgain() {
    require(State.DOWN);
    server.startAgain();
    state = State.RUNNING;
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw unfit();
    }
  }

  private IllegalStateException unfit() {
    return new IllegalStateException("the node on " + place.host() + " is " + state.remedy);
  }

  /** Ends the process and removes the folder, if that was temporary. */
  @Override
  public void close() {
    try {
      server.close();
    } finally {
      directory.close();
    }
  }
}
