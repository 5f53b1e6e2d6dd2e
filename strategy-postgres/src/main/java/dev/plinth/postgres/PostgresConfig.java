/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the PostgreSQL is and how to use it. Immutable: each {@code with} returns a copy. The
 * password is never printed.
 */
public final class PostgresConfig {
  private static final Duration MOST = Duration.ofHours(1);

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String schema;
  private final int poolSize;
  private final Duration connectTimeout;
  private final Duration statementTimeout;
  private final Duration lockTimeout;
  private final Duration eventRetention;
  private final @Nullable String replicaUrl;

  /** The values of a configuration to be. */
  private static final class Draft {
    final String url;
    @Nullable String user;
    @Nullable String password;
    String schema = "public";
    int poolSize = 10;
    Duration connectTimeout = Duration.ofSeconds(5);
    Duration statementTimeout = Duration.ofSeconds(30);
    Duration lockTimeout = Duration.ofSeconds(10);
    Duration eventRetention = Duration.ofHours(1);
    @Nullable String replicaUrl;

    Draft(String url) {
      this.url = Objects.requireNonNull(url, "url");
    }

    Draft(PostgresConfig config) {
      this.url = config.url;
      this.user = config.user;
      this.password = config.password;
      this.schema = config.schema;
      this.poolSize = config.poolSize;
      this.connectTimeout = config.connectTimeout;
      this.statementTimeout = config.statementTimeout;
      this.lockTimeout = config.lockTimeout;
      this.eventRetention = config.eventRetention;
      this.replicaUrl = config.replicaUrl;
    }
  }

  private PostgresConfig(Draft draft) {
    this.url = draft.url;
    this.user = draft.user;
    this.password = draft.password;
    this.schema = draft.schema;
    this.poolSize = draft.poolSize;
    this.connectTimeout = draft.connectTimeout;
    this.statementTimeout = draft.statementTimeout;
    this.lockTimeout = draft.lockTimeout;
    this.eventRetention = draft.eventRetention;
    this.replicaUrl = draft.replicaUrl;
  }

  private PostgresConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new PostgresConfig(draft);
  }

  /**
   * Returns the configuration for a JDBC address, which may hold user and password: schema {@code
   * public}, 10 connections, 5 seconds to connect, 30 for a statement, 10 for a lock, changes kept
   * for an hour.
   */
  public static PostgresConfig of(String url) {
    return new PostgresConfig(new Draft(url));
  }

  /**
   * Reads {@code postgres.url}, {@code .user}, {@code .password}, {@code .schema}, {@code
   * .pool-size} and, in milliseconds, {@code .connect-timeout}, {@code .statement-timeout}, {@code
   * .lock-timeout}, {@code .event-retention}; and {@code postgres.replica-url}.
   *
   * @throws IllegalArgumentException when they are not correct, with every problem
   */
  public static PostgresConfig from(Settings settings) {
    List<String> problems = new ArrayList<>();
    String url = settings.get("postgres.url").orElse("");
    if (url.isEmpty()) {
      problems.add(
          "postgres.url is not set: set PLINTH_POSTGRES_URL to"
              + " jdbc:postgresql://host:port/database");
    } else if (!url.startsWith("jdbc:postgresql:")) {
      problems.add("postgres.url does not start with jdbc:postgresql:");
    }
    int[] pool = {10};
    number(settings, "postgres.pool-size", 1, 1_000, problems, value -> pool[0] = value);
    PostgresConfig[] config = {of(url)};
    number(
        settings,
        "postgres.connect-timeout",
        250,
        (int) MOST.toMillis(),
        problems,
        value -> config[0] = config[0].withConnectTimeout(Duration.ofMillis(value)));
    number(
        settings,
        "postgres.statement-timeout",
        1,
        (int) MOST.toMillis(),
        problems,
        value -> config[0] = config[0].withStatementTimeout(Duration.ofMillis(value)));
    number(
        settings,
        "postgres.lock-timeout",
        1,
        (int) MOST.toMillis(),
        problems,
        value -> config[0] = config[0].withLockTimeout(Duration.ofMillis(value)));
    number(
        settings,
        "postgres.event-retention",
        10_000,
        Integer.MAX_VALUE,
        problems,
        value -> config[0] = config[0].withEventRetention(Duration.ofMillis(value)));
    String replica = settings.get("postgres.replica-url").orElse("");
    if (!replica.isEmpty() && !replica.startsWith("jdbc:postgresql:")) {
      problems.add("postgres.replica-url does not start with jdbc:postgresql:");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    if (!replica.isEmpty()) {
      config[0] = config[0].withReplica(replica);
    }
    PostgresConfig read =
        config[0]
            .withPoolSize(pool[0])
            .withSchema(settings.get("postgres.schema").orElse("public"));
    return settings
        .get("postgres.user")
        .map(user -> read.withCredentials(user, settings.get("postgres.password").orElse(null)))
        .orElse(read);
  }

  private static void number(
      Settings settings,
      String name,
      int least,
      int most,
      List<String> problems,
      Consumer<Integer> use) {
    settings
        .get(name)
        .ifPresent(
            text -> {
              try {
                int value = Integer.parseInt(text.strip());
                if (value >= least && value <= most) {
                  use.accept(value);
                  return;
                }
              } catch (NumberFormatException e) {
                // said below, as for a number out of range
              }
              problems.add(name + " must be a number from " + least + " to " + most);
            });
  }

  /** Sets user and password, which win over those in the address. */
  public PostgresConfig withCredentials(String name, @Nullable String secret) {
    Objects.requireNonNull(name, "name");
    return with(
        draft -> {
          draft.user = name;
          draft.password = secret;
        });
  }

  /** Sets the schema that the tables lie in; it is made when it is not there. */
  public PostgresConfig withSchema(String name) {
    Objects.requireNonNull(name, "name");
    return with(draft -> draft.schema = name);
  }

  /**
   * Sets the greatest number of connections, hence of statements at a time; who comes later waits
   * as long as for a new connection.
   */
  public PostgresConfig withPoolSize(int connections) {
    return with(draft -> draft.poolSize = connections);
  }

  /** Sets how long to wait for a connection; 250 ms at least. */
  public PostgresConfig withConnectTimeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return with(draft -> draft.connectTimeout = timeout);
  }

  /** Sets how long a statement may run. */
  public PostgresConfig withStatementTimeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return with(draft -> draft.statementTimeout = timeout);
  }

  /** Sets how long a statement may wait for a lock. */
  public PostgresConfig withLockTimeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return with(draft -> draft.lockTimeout = timeout);
  }

  /** Sets how long changes are kept for other nodes; one that was away for longer starts anew. */
  public PostgresConfig withEventRetention(Duration retention) {
    Objects.requireNonNull(retention, "retention");
    return with(draft -> draft.eventRetention = retention);
  }

  /**
   * Sets the JDBC address of a replica for the reads that do not ask for a {@link
   * dev.plinth.dao.ReadOptions#fresh fresh} state: what they see may be older than what was last
   * written. It has connections of its own, as many as the primary, and the same user. What it
   * fails to answer the primary does; one that is not reached is left alone for ten seconds at a
   * time.
   */
  public PostgresConfig withReplica(String address) {
    Objects.requireNonNull(address, "address");
    return with(draft -> draft.replicaUrl = address);
  }

  /** Returns the configuration of the replica; null when there is none. */
  @Nullable PostgresConfig replica() {
    if (replicaUrl == null) {
      return null;
    }
    Draft draft = new Draft(replicaUrl);
    draft.user = user;
    draft.password = password;
    draft.schema = schema;
    draft.poolSize = poolSize;
    draft.connectTimeout = connectTimeout;
    draft.statementTimeout = statementTimeout;
    draft.lockTimeout = lockTimeout;
    return new PostgresConfig(draft);
  }

  /**
   * Returns the address for the driver, which would prefer user and password in it to those that
   * were set: so they are left out.
   */
  String url() {
    String address = user == null ? url : url.replaceAll("(?<=[?&])user=[^&]*&?", "");
    return password == null ? address : address.replaceAll("(?<=[?&])password=[^&]*&?", "");
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String password() {
    return password;
  }

  String schema() {
    return schema;
  }

  int poolSize() {
    return poolSize;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration statementTimeout() {
    return statementTimeout;
  }

  Duration lockTimeout() {
    return lockTimeout;
  }

  Duration eventRetention() {
    return eventRetention;
  }

  /** Returns the address without its parameters, among which a password may be. */
  String place() {
    int parameters = url.indexOf('?');
    String place = parameters < 0 ? url : url.substring(0, parameters);
    return place.replaceFirst("//[^/@]*@", "//").replaceFirst("^jdbc:", "");
  }

  @Override
  public String toString() {
    return place() + ", schema " + schema;
  }
}
