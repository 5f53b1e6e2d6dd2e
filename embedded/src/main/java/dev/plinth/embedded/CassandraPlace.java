/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a node listens and which part of the ring it owns.
 *
 * @param jmxPort on 127.0.0.1, whatever the host
 * @param ring the hosts of all nodes, this one among them
 */
record CassandraPlace(
    String host, int nativePort, int storagePort, int jmxPort, long token, List<String> ring) {

  /**
   * Returns places with the same ports on each host, as drivers expect of the nodes that they are
   * told of, and with equal parts of the ring.
   *
   * @throws EmbeddedException when a host is none of this machine
   */
  static List<CassandraPlace> on(List<String> hosts) {
    List<Integer> ports = Ports.free(2 + hosts.size(), hosts);
    List<CassandraPlace> places = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      // beyond the last token comes the first: the overflow is meant
      long token = i * (Long.MAX_VALUE / hosts.size() * 2);
      places.add(
          new CassandraPlace(
              hosts.get(i), ports.get(0), ports.get(1), ports.get(2 + i), token, hosts));
    }
    return places;
  }

  /**
   * Returns the nodes that this one asks for the ring. Each node is one of them: any of them may be
   * down when another starts, and the first start can do without an answer.
   */
  String seeds() {
    return ring.stream().map(node -> node + ":" + storagePort).collect(Collectors.joining(","));
  }

  boolean isAlone() {
    return ring.size() == 1;
  }

  InetSocketAddress contactPoint() {
    return new InetSocketAddress(host, nativePort);
  }
}
