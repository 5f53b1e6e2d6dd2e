/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A network between a client and a server on this machine that fails as it is told. */
final class TcpProxy implements AutoCloseable {
  /** What happens to a request and its answer. */
  enum Cut {
    /** The request is lost, and the connection with it. */
    BEFORE_REQUEST,
    /** The request arrives; its answer is lost, and the connection with it. */
    BEFORE_ANSWER
  }

  private record Order(Cut cut, String words) {}

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Order> order = new AtomicReference<>();
  private volatile URI target;
  private volatile boolean stalling;
  private volatile boolean refusing;

  private TcpProxy(URI target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Returns a network to the server at the address. */
  static TcpProxy to(String url) {
    return new TcpProxy(place(url));
  }

  private static URI place(String url) {
    return URI.create(url.replaceFirst("^jdbc:", ""));
  }

  /** Leads to another server from now on. */
  void leadTo(String url) {
    target = place(url);
  }

  /** Returns the address with this network in between. */
  String through(String url) {
    return url.replaceFirst("//[^:/]*:\\d+/", "//127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Cuts, once, at the next request that has the words in it. */
  void cutAt(Cut cut, String words) {
    order.set(new Order(cut, words));
  }

  /** Keeps back whatever is sent, or lets it go on. */
  void stall(boolean on) {
    stalling = on;
  }

  /** Gives nobody a new connection, or gives them again. */
  void refuse(boolean on) {
    refusing = on;
  }

  /** Breaks all connections. */
  void cut() {
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      Socket client = null;
      try {
        client = server.accept();
        if (refusing) {
          close(client);
          continue;
        }
        connect(client, new Socket(target.getHost(), target.getPort()));
      } catch (IOException e) {
        if (client != null) {
          close(client); // the server is down
        }
      }
    }
  }

  private void connect(Socket client, Socket upstream) throws IOException {
    client.setTcpNoDelay(true);
    upstream.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(upstream);
    AtomicBoolean mute = new AtomicBoolean();
    daemon(() -> copy(client, upstream, bytes -> mayPass(bytes, mute)));
    daemon(() -> copy(upstream, client, bytes -> !mute.get()));
  }

  private boolean mayPass(String bytes, AtomicBoolean mute) {
    Order due = order.get();
    if (due == null || !bytes.contains(due.words()) || !order.compareAndSet(due, null)) {
      return true;
    }
    mute.set(true);
    return due.cut() == Cut.BEFORE_ANSWER;
  }

  private void copy(Socket from, Socket to, Predicate<String> gate) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (stalling && !from.isClosed()) {
          Thread.sleep(1);
        }
        if (!gate.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
          break;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // the other side learns of it below
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
