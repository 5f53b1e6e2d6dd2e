/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the Cassandra is and how to use it. Immutable: each {@code with} returns a copy. The
 * password is never printed. What is not said here is up to the driver's own {@code
 * application.conf}.
 */
public final class CassandraConfig {
  /** What a keyspace can be named. */
  static final String KEYSPACE =
      "must be a letter, then letters, digits and underscores, 48 characters at most";

  private static final int DEFAULT_COPIES = 3;

  private final List<InetSocketAddress> contactPoints;
  private final String localDatacenter;
  private final String keyspace;
  private final @Nullable String user;
  private final @Nullable String password;
  private final Map<String, Integer> replication;
  private final boolean local;
  private final Duration requestTimeout;
  private final Duration patience;
  private final Duration eventRetention;
  private final boolean announcing;
  private final @Nullable Duration speculation;

  /** The values of a configuration to be. */
  private static final class Draft {
    List<InetSocketAddress> contactPoints;
    String localDatacenter;
    String keyspace = "plinth";
    @Nullable String user;
    @Nullable String password;
    Map<String, Integer> replication = Map.of();
    boolean local;
    Duration requestTimeout = Duration.ofSeconds(10);
    Duration patience = Duration.ofSeconds(1);
    Duration eventRetention = Duration.ofHours(1);
    boolean announcing = true;
    @Nullable Duration speculation;

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
      this.speculation = config.speculation;
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
    this.speculation = draft.speculation;
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
    return of(
        List.of(Objects.requireNonNull(contactPoint, "contactPoint")),
        Objects.requireNonNull(localDatacenter, "localDatacenter"));
  }

  static CassandraConfig of(List<InetSocketAddress> contactPoints, String localDatacenter) {
    return new CassandraConfig(new Draft(contactPoints, localDatacenter));
  }

  /**
   * Reads {@code cassandra.contact-points} ({@code host:port,...}), {@code .local-datacenter},
   * {@code .keyspace}, {@code .user}, {@code .password}, {@code .replication} (a number, or {@code
   * name:number,...} for several data centres), {@code .levels} ({@code global} or {@code local}),
   * {@code .events} ({@code on} or {@code off}) and, in milliseconds, {@code .request-timeout},
   * {@code .patience}, {@code .event-retention} and {@code .speculative-reads}.
   *
   * @throws IllegalArgumentException when they are not correct, with every problem
   */
  public static CassandraConfig from(Settings settings) {
    return CassandraSettings.read(settings);
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
    if (!CassandraSettings.isKeyspace(name)) {
      throw new IllegalArgumentException("the keyspace " + KEYSPACE);
    }
    return with(draft -> draft.keyspace = name);
  }

  /**
   * Sets how many copies of each row the local data centre keeps, and no other has any, in a
   * keyspace that is made here; one that is there stays as it is.
   *
   * @throws IllegalArgumentException when it is less than 1
   */
  public CassandraConfig withReplication(int copies) {
    return withReplication(Map.of(localDatacenter, copies));
  }

  /**
   * Sets how many copies of each row each data centre keeps, in a keyspace that is made here; one
   * that is there stays as it is.
   *
   * @throws IllegalArgumentException when there is none, or one is less than 1
   */
  public CassandraConfig withReplication(Map<String, Integer> copies) {
    if (copies.isEmpty() || copies.values().stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("each data centre keeps one copy at least: " + copies);
    }
    Map<String, Integer> sorted = new TreeMap<>(copies);
    return with(draft -> draft.replication = sorted);
  }

  /**
   * Says that all writers of the keyspace are in this one data centre, so that a majority of its
   * own nodes is enough for reads and writes. If it is not true, unique values are not unique. The
   * first node to make the keyspace states it for all; operations of one that says otherwise fail.
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

  /**
   * Sends a plain read to a second node when the first has not answered after so long: a node that
   * halts for a moment then costs nobody more than that, and a cluster that is overloaded gets more
   * to do. Writes, and reads that settle writes, are sent once in any case.
   *
   * @throws IllegalArgumentException when it is less than a millisecond
   */
  public CassandraConfig withSpeculativeReads(Duration delay) {
    if (delay.toMillis() < 1) {
      throw new IllegalArgumentException("the delay is a millisecond at least, not " + delay);
    }
    return with(draft -> draft.speculation = delay);
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

  /** Returns the copies by data centre, in the order of their names. */
  Map<String, Integer> replication() {
    return replication.isEmpty() ? Map.of(localDatacenter, DEFAULT_COPIES) : replication;
  }

  /** Returns after how long a plain read goes to a second node as well; null: never. */
  @Nullable Duration speculation() {
    return speculation;
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
