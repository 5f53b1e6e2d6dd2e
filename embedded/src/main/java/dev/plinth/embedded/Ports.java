/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that are free on several addresses at once. They lie below those that a system gives to
 * outgoing connections, so that a server that is down for a while finds its port again.
 */
final class Ports {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

  private Ports() {}

  /**
   * Returns ports, all different.
   *
   * @throws EmbeddedException when an address is none of this machine
   */
  static List<Integer> free(int count, List<String> hosts) {
    for (String host : hosts) {
      requireHost(host);
    }
    Set<Integer> ports = new LinkedHashSet<>();
    for (int i = 0; i < TRIES && ports.size() < count; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (hosts.stream().allMatch(host -> isFree(host, port))) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new EmbeddedException(
          "no port between "
              + LOWEST
              + " and "
              + HIGHEST
              + " is free on "
              + String.join(", ", hosts)
              + ": stop some of what listens there");
    }
    return List.copyOf(ports);
  }

  private static void requireHost(String host) {
    if (!isFree(host, 0)) {
      throw new EmbeddedException(
          "nothing can listen on "
              + host
              + ": it is not an address of this machine. On macOS add it with 'sudo ifconfig lo0 alias "
              + host
              + " up', on Linux with 'sudo ip address add "
              + host
              + "/8 dev lo'");
    }
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new EmbeddedException(
          "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }
}
