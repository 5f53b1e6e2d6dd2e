/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import dev.plinth.embedded.EmbeddedCassandra;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The one Cassandra of a run, warmed up before the first contender: it is a JVM as well, and who
 * came first would be measured against one that has compiled nothing yet. The processes that JMH
 * forks find it by a system property.
 */
public final class NoteServer implements AutoCloseable {
  private static final String PROPERTY = "plinth.benchmarks.cassandra";
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final int THREADS = 4;
  private static final int ROWS = 1000;

  private final EmbeddedCassandra cassandra;

  private NoteServer(EmbeddedCassandra cassandra) {
    this.cassandra = cassandra;
  }

  /** Starts it and lets it work for a minute. */
  public static NoteServer start() throws InterruptedException {
    NoteServer server = new NoteServer(EmbeddedCassandra.start());
    System.setProperty(PROPERTY, server.address());
    server.warmUp();
    return server;
  }

  private String address() {
    InetSocketAddress point = cassandra.contactPoint();
    return point.getHostString() + ":" + point.getPort();
  }

  /** Returns what a forked process has to be started with. */
  public String argument() {
    return "-D" + PROPERTY + "=" + address();
  }

  /** Returns the address of the server that was started for this process; null: none was. */
  static @Nullable InetSocketAddress given() {
    String address = System.getProperty(PROPERTY);
    if (address == null) {
      return null;
    }
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  private void warmUp() throws InterruptedException {
    NoteDatabase database = NoteDatabase.of(ROWS);
    long end = System.nanoTime() + WARM_UP.toNanos();
    List<Thread> threads = new ArrayList<>();
    try (Notes floor = database.driver();
        Notes plinth = database.notes("plinth")) {
      for (int i = 0; i < THREADS; i++) {
        Notes notes = i % 2 == 0 ? floor : plinth;
        Thread thread = new Thread(() -> use(notes, end), "warm-up-" + i);
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void use(Notes notes, long end) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (System.nanoTime() - end < 0) {
      notes.select(NoteDatabase.id(random.nextInt(ROWS)));
      notes.insert(new UUID(random.nextLong(), random.nextLong()));
    }
  }

  @Override
  public void close() {
    cassandra.close();
  }
}
