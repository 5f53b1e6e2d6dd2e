/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver and a real Cassandra, and tells the driver of failures that a server does
 * not have on demand. What it does not touch goes through byte for byte. A request that takes
 * effect although its client hears otherwise is sent to the server on another connection.
 */
final class CqlProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final Gate gate;
  private final ServerSocket listening;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Queue<CqlFrame> late = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private @Nullable Connection own;

  /** Decides which requests fail. */
  interface Gate {
    /** Returns how a request fails; null when it does not. */
    @Nullable Failing judge(CqlRequest request);
  }

  /** How a request fails. */
  record Failing(CqlFailure failure, CqlFailure.Effect effect) {
    /** Returns the ways in which a statement can fail. */
    static List<Failing> of(String text) {
      List<Failing> ways = new ArrayList<>();
      for (CqlFailure failure : CqlFailure.values()) {
        for (CqlFailure.Effect effect : CqlFailure.Effect.values()) {
          if (failure.canBe(text, effect)) {
            ways.add(new Failing(failure, effect));
          }
        }
      }
      return ways;
    }
  }

  CqlProxy(InetSocketAddress server, Gate gate) {
    this.server = server;
    this.gate = gate;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accepts", this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // found out by the client, which is what is tested
              }
            },
            "cql-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket upstream = socket();
      client.setTcpNoDelay(true);
      sockets.add(client);
      Passage passage = new Passage(client, upstream);
      start("asks", passage::asks);
      start("answers", passage::answers);
    }
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  /** Lets what is late take effect, and returns how much there was. */
  int land() {
    int landed = 0;
    for (CqlFrame frame = late.poll(); frame != null; frame = late.poll()) {
      send(frame);
      landed++;
    }
    return landed;
  }

  /** Forgets what is late. */
  void forget() {
    late.clear();
  }

  private synchronized void send(CqlFrame frame) {
    try {
      if (own == null) {
        own = new Connection(socket());
        own.ask(CqlFrame.startup(), CqlFrame.READY);
      }
      own.ask(frame, CqlFrame.RESULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection of the proxy's own. */
  private record Connection(Socket socket) {
    void ask(CqlFrame request, int expected) throws IOException {
      request.write(socket.getOutputStream());
      CqlFrame answer = CqlFrame.read(new DataInputStream(socket.getInputStream()));
      if (answer == null || answer.opcode() != expected) {
        throw new IllegalStateException("the server answers otherwise: " + answer);
      }
    }
  }

  /** The two directions of a client's connection. */
  private final class Passage {
    private final Socket client;
    private final Socket upstream;
    private final Map<Integer, String> preparing = new ConcurrentHashMap<>();

    Passage(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void asks() throws IOException {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = upstream.getOutputStream();
      try (upstream) {
        for (CqlFrame frame = CqlFrame.read(in); frame != null; frame = CqlFrame.read(in)) {
          if (frame.isNewer()) {
            answer(frame.refusal());
          } else if (!fails(frame)) {
            frame.write(out);
          }
        }
      }
    }

    void answers() throws IOException {
      DataInputStream in = new DataInputStream(upstream.getInputStream());
      try (client) {
        for (CqlFrame frame = CqlFrame.read(in); frame != null; frame = CqlFrame.read(in)) {
          String text = preparing.remove(frame.stream());
          String id = text == null ? null : frame.preparedId();
          if (text != null && id != null) {
            texts.put(id, text);
          }
          answer(frame);
        }
      }
    }

    private void answer(CqlFrame frame) throws IOException {
      synchronized (client) {
        frame.write(client.getOutputStream());
      }
    }

    private boolean fails(CqlFrame frame) throws IOException {
      if (frame.opcode() == CqlFrame.PREPARE) {
        preparing.put(frame.stream(), frame.text());
      }
      if (frame.opcode() != CqlFrame.EXECUTE) {
        return false;
      }
      String text = texts.getOrDefault(frame.executedId(), "");
      CqlRequest request = new CqlRequest(text, frame);
      Failing failing = gate.judge(request);
      if (failing == null) {
        return false;
      }
      switch (failing.effect) {
        case NONE -> {}
        case DONE -> send(frame);
        case LATE -> late.add(frame);
      }
      if (failing.failure == CqlFailure.LOST) {
        client.close();
        upstream.close();
      } else {
        answer(failing.failure.answer(request));
      }
      return true;
    }
  }
}
