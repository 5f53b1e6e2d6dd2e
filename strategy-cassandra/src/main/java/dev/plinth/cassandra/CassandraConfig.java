/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the Cassandra is and how to use it. Immutable: each {@code with} returns a copy. The
 * password is never printed. What is not said here is up to the driver's own {@code
 * application.conf}.
 */
public final class CassandraConfig {
  private static final int DEFAULT_PORT = 9042;
  private static final int MOST_MILLIS = 3_600_000;

  private final List<InetSocketAddress> contactPoints;
  private final String localDatacenter;
  private final String keyspace;
  private final @Nullable String user;
  private final @Nullable String password;
  private final int replication;
  private final boolean local;
  private final Duration requestTimeout;
  private final Duration patience;
  private final Duration eventRetention;
  private final boolean announcing;

  /** The values of a configuration to be. */
  private static final class Draft {
    List<InetSocketAddress> contactPoints;
    String localDatacenter;
    String keyspace = "plinth";
    @Nullable String user;
    @Nullable String password;
    int replication = 3;
    boolean local;
    Duration requestTimeout = Duration.ofSeconds(10);
    Duration patience = Duration.ofSeconds(1);
    Duration eventRetention = Duration.ofHours(1);
    boolean announcing = true;

    Draft(List<InetSocketAddress> contactPoints, String localDatacenter) {
      this.contactPoints = contactPoints;
      this.localDatacenter = localDatacenter;
    }

    Draft(CassandraConfig config) {
      this(config.contactPoints, config.localDatacenter);
      this.keyspace = config.keyspace;
      this.user = config.user;
      this.password = config.password;
      this.replication = config.replication;
      this.local = config.local;
      this.requestTimeout = config.requestTimeout;
      this.patience = config.patience;
      this.eventRetention = config.eventRetention;
      this.announcing = config.announcing;
    }
  }

  private CassandraConfig(Draft draft) {
    this.contactPoints = List.copyOf(draft.contactPoints);
    this.localDatacenter = draft.localDatacenter;
    this.keyspace = draft.keyspace;
    this.user = draft.user;
    this.password = draft.password;
    this.replication = draft.replication;
    this.local = draft.local;
    this.requestTimeout = draft.requestTimeout;
    this.patience = draft.patience;
    this.eventRetention = draft.eventRetention;
    this.announcing = draft.announcing;
  }

  private CassandraConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new CassandraConfig(draft);
  }

  /**
   * Returns the configuration for one node to begin with, and the name of the data centre to work
   * in: keyspace {@code plinth} with three copies of each row, levels over all data centres, 10
   * seconds for a request, 1 second before a writer that seems to have died is disturbed, changes
   * kept for an hour.
   */
  public static CassandraConfig of(InetSocketAddress contactPoint, String localDatacenter) {
    return new CassandraConfig(
        new Draft(
            List.of(Objects.requireNonNull(contactPoint, "contactPoint")),
            Objects.requireNonNull(localDatacenter, "localDatacenter")));
  }

  /**
   * Reads {@code cassandra.contact-points} ({@code host:port,...}), {@code .local-datacenter},
   * {@code .keyspace}, {@code .user}, {@code .password}, {@code .replication}, {@code .levels}
   * ({@code global} or {@code local}) and, in milliseconds, {@code .request-timeout}, {@code
   * .patience}, {@code .event-retention}, {@code .events}.
   *
   * @throws IllegalArgumentException when they are not correct, with every problem
   */
  public static CassandraConfig from(Settings settings) {
    List<String> problems = new ArrayList<>();
    Draft draft =
        new Draft(
            points(settings.get("cassandra.contact-points").orElse(""), problems),
            settings.get("cassandra.local-datacenter").orElse(""));
    if (draft.localDatacenter.isEmpty()) {
      problems.add(
          "cassandra.local-datacenter is not set: 'nodetool status' names the data centres");
    }
    settings.get("cassandra.keyspace").ifPresent(name -> draft.keyspace = name);
    if (!isKeyspace(draft.keyspace)) {
      problems.add("cassandra.keyspace " + KEYSPACE);
    }
    draft.user = settings.get("cassandra.user").orElse(null);
    draft.password = settings.get("cassandra.password").orElse(null);
    number(settings, "replication", 1, 100, problems, value -> draft.replication = value);
    String levels = settings.get("cassandra.levels").orElse("global");
    draft.local = levels.equals("local");
    if (!draft.local && !levels.equals("global")) {
      problems.add(
          "cassandra.levels must be 'global', or 'local' when all writers are in one data centre");
    }
    String events = settings.get("cassandra.events").orElse("on");
    draft.announcing = !events.equals("off");
    if (draft.announcing && !events.equals("on")) {
      problems.add("cassandra.events must be 'on', or 'off' when no node keeps a cache");
    }
    millis(settings, "request-timeout", 100, problems, value -> draft.requestTimeout = value);
    millis(settings, "patience", 1, problems, value -> draft.patience = value);
    millis(settings, "event-retention", 10_000, problems, value -> draft.eventRetention = value);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new CassandraConfig(draft);
  }

  private static final String KEYSPACE =
      "must be a letter, then letters, digits and underscores, 48 characters at most";

  private static boolean isKeyspace(String name) {
    return name.matches("[a-zA-Z][a-zA-Z0-9_]{0,47}");
  }

  private static List<InetSocketAddress> points(String text, List<String> problems) {
    List<InetSocketAddress> points = new ArrayList<>();
    for (String point : text.split(",", -1)) {
      String one = point.strip();
      int colon = one.lastIndexOf(':');
      try {
        if (!one.isEmpty()) {
          points.add(
              colon < 0
                  ? new InetSocketAddress(one, DEFAULT_PORT)
                  : new InetSocketAddress(
                      one.substring(0, colon), Integer.parseInt(one.substring(colon + 1))));
        }
      } catch (IllegalArgumentException e) {
        problems.add("cassandra.contact-points has '" + one + "', which is not host:port");
      }
    }
    if (points.isEmpty() && problems.isEmpty()) {
      problems.add(
          "cassandra.contact-points is not set: set PLINTH_CASSANDRA_CONTACT_POINTS to host:port of"
              + " one node or more");
    }
    return points;
  }

  private static void millis(
      Settings settings, String name, int least, List<String> problems, Consumer<Duration> use) {
    number(
        settings,
        name,
        least,
        MOST_MILLIS,
        problems,
        value -> use.accept(Duration.ofMillis(value)));
  }

  private static void number(
      Settings settings,
      String name,
      int least,
      int most,
      List<String> problems,
      Consumer<Integer> use) {
    String text = settings.get("cassandra." + name).orElse(null);
    if (text == null) {
      return;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        use.accept(value);
        return;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    problems.add("cassandra." + name + " must be a number from " + least + " to " + most);
  }

  /** Sets the nodes to begin with; the others are found through them. */
  public CassandraConfig withContactPoints(InetSocketAddress... points) {
    if (points.length == 0) {
      throw new IllegalArgumentException("one contact point is needed at least");
    }
    return with(draft -> draft.contactPoints = Arrays.asList(points));
  }

  /** Sets user and password. */
  public CassandraConfig withCredentials(String name, String secret) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(secret, "secret");
    return with(
        draft -> {
          draft.user = name;
          draft.password = secret;
        });
  }

  /**
   * Sets the keyspace that the tables lie in; it is made when it is not there.
   *
   * @throws IllegalArgumentException when it is no name of a keyspace
   */
  public CassandraConfig withKeyspace(String name) {
    if (!isKeyspace(name)) {
      throw new IllegalArgumentException("the keyspace " + KEYSPACE);
    }
    return with(draft -> draft.keyspace = name);
  }

  /**
   * Sets how many copies of each row the data centre keeps in a keyspace that is made here; for
   * several data centres make the keyspace by hand.
   */
  public CassandraConfig withReplication(int copies) {
    return with(draft -> draft.replication = copies);
  }

  /**
   * Says that all writers of the keyspace are in this one data centre, so that a majority of its
   * own nodes is enough for reads and writes. If it is not true, unique values are not unique.
   */
  public CassandraConfig withLocalLevels() {
    return with(draft -> draft.local = true);
  }

  /** Sets how long one request may take. */
  public CassandraConfig withRequestTimeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return with(draft -> draft.requestTimeout = timeout);
  }

  /**
   * Sets how long to wait for another writer that is half-way before it is taken for dead: too
   * short costs both of them time, too long those who come after a crash. Nothing else depends on
   * it.
   */
  public CassandraConfig withPatience(Duration wait) {
    Objects.requireNonNull(wait, "wait");
    return with(draft -> draft.patience = wait);
  }

  /** Sets how long changes are kept for other nodes; one that was away for longer starts anew. */
  public CassandraConfig withEventRetention(Duration retention) {
    Objects.requireNonNull(retention, "retention");
    return with(draft -> draft.eventRetention = retention);
  }

  /**
   * Says that changes are not to be told to other nodes: a write that takes no unique value is then
   * one round trip instead of two. Only for keyspaces of which nobody keeps a cache: a cache on
   * another node sees that it cannot be kept, and is emptied every time that it asks for changes.
   */
  public CassandraConfig withoutEvents() {
    return with(draft -> draft.announcing = false);
  }

  List<InetSocketAddress> contactPoints() {
    return contactPoints;
  }

  String localDatacenter() {
    return localDatacenter;
  }

  String keyspace() {
    return keyspace;
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  int replication() {
    return replication;
  }

  boolean isLocal() {
    return local;
  }

  Duration requestTimeout() {
    return requestTimeout;
  }

  Duration patience() {
    return patience;
  }

  Duration eventRetention() {
    return eventRetention;
  }

  boolean isAnnouncing() {
    return announcing;
  }

  /** Returns the addresses, as messages name them. */
  String place() {
    return contactPoints.stream()
        .map(point -> point.getHostString() + ":" + point.getPort())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return place() + ", data centre " + localDatacenter + ", keyspace " + keyspace;
  }
}
