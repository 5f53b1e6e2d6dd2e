/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin.server;

import java.time.Duration;
import java.util.Objects;

/** Where the Admin API listens, and its limits. Immutable: each {@code with} returns a copy. */
public final class AdminServerConfig {
  private static final AdminServerConfig DEFAULTS =
      new AdminServerConfig("127.0.0.1", 8001, 10_000_000, Duration.ofSeconds(30));

  private final String host;
  private final int port;
  private final int maxBodyBytes;
  private final Duration idleTimeout;

  private AdminServerConfig(String host, int port, int maxBodyBytes, Duration idleTimeout) {
    this.host = host;
    this.port = port;
    this.maxBodyBytes = maxBodyBytes;
    this.idleTimeout = idleTimeout;
  }

  /** Returns 127.0.0.1, port 8001, bodies of 10 MB at most, 30 seconds of silence at most. */
  public static AdminServerConfig defaults() {
    return DEFAULTS;
  }

  /** Sets the address to listen on. */
  public AdminServerConfig withHost(String address) {
    return new AdminServerConfig(
        Objects.requireNonNull(address, "address"), port, maxBodyBytes, idleTimeout);
  }

  /** Sets the port to listen on; 0: any free one. */
  public AdminServerConfig withPort(int number) {
    return new AdminServerConfig(host, number, maxBodyBytes, idleTimeout);
  }

  /** Sets the greatest size of a body; a longer one is answered 413. */
  public AdminServerConfig withMaxBodyBytes(int bytes) {
    return new AdminServerConfig(host, port, bytes, idleTimeout);
  }

  /** Sets how long a connection may be silent. */
  public AdminServerConfig withIdleTimeout(Duration duration) {
    return new AdminServerConfig(
        host, port, maxBodyBytes, Objects.requireNonNull(duration, "duration"));
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }
}
