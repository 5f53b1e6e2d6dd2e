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

  private PostgresConfig(
      String url,
      @Nullable String user,
      @Nullable String password,
      String schema,
      int poolSize,
      Duration connectTimeout,
      Duration statementTimeout,
      Duration lockTimeout) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.schema = schema;
    this.poolSize = poolSize;
    this.connectTimeout = connectTimeout;
    this.statementTimeout = statementTimeout;
    this.lockTimeout = lockTimeout;
  }

  /**
   * Returns the configuration for a JDBC address, which may hold user and password: schema {@code
   * public}, 10 connections, 5 seconds to connect, 30 for a statement, 10 for a lock.
   */
  public static PostgresConfig of(String url) {
    return new PostgresConfig(
        Objects.requireNonNull(url, "url"),
        null,
        null,
        "public",
        10,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  /**
   * Reads {@code postgres.url}, {@code .user}, {@code .password}, {@code .schema}, {@code
   * .pool-size} and, in milliseconds, {@code .connect-timeout}, {@code .statement-timeout}, {@code
   * .lock-timeout}.
   *
   * @throws IllegalArgumentException when they are not correct, with every problem
   */
  public static PostgresConfig from(Settings settings) {
    List<String> problems = new ArrayList<>();
    String url = settings.get("postgres.url").orElse("");
    if (url.isEmpty()) {
      problems.add(
          "postgres.url is not set: set PLINTH_POSTGRES_URL to jdbc:postgresql://host:port/database");
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
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
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
    return new PostgresConfig(
        url,
        Objects.requireNonNull(name, "name"),
        secret,
        schema,
        poolSize,
        connectTimeout,
        statementTimeout,
        lockTimeout);
  }

  /** Sets the schema that the tables lie in; it is made when it is not there. */
  public PostgresConfig withSchema(String name) {
    return new PostgresConfig(
        url,
        user,
        password,
        Objects.requireNonNull(name, "name"),
        poolSize,
        connectTimeout,
        statementTimeout,
        lockTimeout);
  }

  /** Sets the greatest number of connections. */
  public PostgresConfig withPoolSize(int connections) {
    return new PostgresConfig(
        url, user, password, schema, connections, connectTimeout, statementTimeout, lockTimeout);
  }

  /** Sets how long to wait for a connection; 250 ms at least. */
  public PostgresConfig withConnectTimeout(Duration timeout) {
    return new PostgresConfig(
        url, user, password, schema, poolSize, timeout, statementTimeout, lockTimeout);
  }

  /** Sets how long a statement may run. */
  public PostgresConfig withStatementTimeout(Duration timeout) {
    return new PostgresConfig(
        url, user, password, schema, poolSize, connectTimeout, timeout, lockTimeout);
  }

  /** Sets how long a statement may wait for a lock. */
  public PostgresConfig withLockTimeout(Duration timeout) {
    return new PostgresConfig(
        url, user, password, schema, poolSize, connectTimeout, statementTimeout, timeout);
  }

  String url() {
    return url;
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
