/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Three real Cassandra nodes in one ring, on 127.0.0.1, 127.0.0.2 and 127.0.0.3, to be stopped,
 * killed and paused one by one: what a program does when nodes fail is tested on nodes that fail.
 * They ask for no password, and their data go when they go.
 *
 * <p>Nodes are counted from 0 to 2. A method that brings a node back returns when all nodes that
 * run see one another; one that takes a node away returns at once, and it is some seconds before
 * the others notice. Each node is a JVM of some 700 MB on a JDK 11 or 17, whatever this JVM is.
 * Safe for use by many threads.
 */
public final class EmbeddedRing implements AutoCloseable {
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<CassandraNode> nodes = new ArrayList<>();

  private EmbeddedRing() {}

  /**
   * Starts three nodes and waits until each sees all.
   *
   * @throws EmbeddedException when an address is missing, there is no JDK for the servers, or they
   *     do not start
   */
  public static EmbeddedRing start() {
    EmbeddedRing ring = new EmbeddedRing();
    try {
      for (CassandraPlace place : CassandraPlace.on(HOSTS)) {
        ring.nodes.add(CassandraNode.start(place, Directory.temporary("plinth-ring-")));
      }
      ring.nodes.forEach(CassandraNode::awaitReady);
      ring.awaitWhole();
      return ring;
    } catch (RuntimeException e) {
      ring.close();
      throw e;
    }
  }

  /** Returns the addresses of the nodes, those that are down included. */
  public List<InetSocketAddress> contactPoints() {
    return nodes.stream().map(node -> node.place().contactPoint()).toList();
  }

  /** Returns the name of the data centre that drivers ask for. */
  public String localDatacenter() {
    return "datacenter1";
  }

  /**
   * Stops a node in order: it writes down what it holds and tells the others.
   *
   * @throws IllegalStateException when the node does not run
   */
  public void stop(int node) {
    nodes.get(node).stop();
  }

  /**
   * Kills a node: it tells nobody.
   *
   * @throws IllegalStateException when the node is down already
   */
  public void kill(int node) {
    nodes.get(node).kill();
  }

  /**
   * Holds a node still: its connections stay open and nothing is answered.
   *
   * @throws IllegalStateException when the node does not run
   */
  public void pause(int node) {
    nodes.get(node).pause();
  }

  /**
   * Lets a paused node go on.
   *
   * @throws IllegalStateException when the node is not paused
   */
  public void resume(int node) {
    nodes.get(node).resume();
    awaitWhole();
  }

  /**
   * Starts a node again on the data that it has.
   *
   * @throws IllegalStateException when the node is not down
   * @throws EmbeddedException when the process does not start
   */
  public void start(int node) {
    nodes.get(node).startAgain();
    nodes.get(node).awaitReady();
    awaitWhole();
  }

  private void awaitWhole() {
    Waiting.until(
        this::isWhole,
        PATIENCE,
        () ->
            new EmbeddedException(
                "the nodes that run do not see one another after "
                    + PATIENCE.toSeconds()
                    + " seconds: look at cassandra.log in their folders, plinth-ring-* in "
                    + System.getProperty("java.io.tmpdir")));
  }

  private boolean isWhole() {
    List<CassandraNode> running = nodes.stream().filter(CassandraNode::isRunning).toList();
    List<String> hosts = running.stream().map(node -> node.place().host()).toList();
    return running.stream().allMatch(node -> node.sees(hosts));
  }

  /** Kills the nodes and removes their folders. */
  @Override
  public void close() {
    nodes.forEach(CassandraNode::close);
  }
}
