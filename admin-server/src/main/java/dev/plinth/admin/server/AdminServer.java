/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin.server;

import dev.plinth.admin.AdminApi;
import java.net.BindException;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running server of an Admin API. Safe for use by many threads. */
public final class AdminServer implements AutoCloseable {
  private static final int STOP_MILLIS = 5_000;
  private static final int HEADER_BYTES = 16 * 1024;

  private final Server server;
  private final ServerConnector connector;
  private final AdminServerConfig config;

  private AdminServer(Server server, ServerConnector connector, AdminServerConfig config) {
    this.server = server;
    this.connector = connector;
    this.config = config;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException when it cannot listen there, with what to do
   */
  public static AdminServer start(AdminApi api, AdminServerConfig config) {
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName("plinth-admin");
    if (VirtualThreads.areSupported()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(org.eclipse.jetty.http.UriCompliance.UNSAFE);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(config.idleTimeout().toMillis());
    server.addConnector(connector);
    server.setHandler(new AdminHandler(api, config.maxBodyBytes()));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MILLIS);
    AdminServer started = new AdminServer(server, connector, config);
    started.start();
    return started;
  }

  private void start() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new IllegalStateException(
            "cannot listen on port "
                + config.port()
                + " of "
                + config.host()
                + ": stop what listens there, or choose another with --port",
            e);
      }
      throw new IllegalStateException("the Admin API does not start: " + e.getMessage(), e);
    }
  }

  /** Returns where it listens. */
  public URI uri() {
    return URI.create("http://" + config.host() + ":" + connector.getLocalPort());
  }

  /** Stops to listen, lets running requests end, and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the Admin API does not stop: " + e.getMessage(), e);
    }
  }
}
