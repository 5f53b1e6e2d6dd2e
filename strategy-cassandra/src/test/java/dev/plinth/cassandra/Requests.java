/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import dev.plinth.dao.Db;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The statements that succeeded, as the driver's own tracker sees them. Public for the driver. */
public final class Requests implements RequestTracker {
  private static final List<String> TEXTS = new CopyOnWriteArrayList<>();

  /** Makes the tracker, as the driver asks for it. */
  public Requests(DriverContext context) {}

  /**
   * Runs the work and returns how many conditional writes it took on a keyspace. The driver tells
   * of a request after it was answered, so another is sent before and after: they come in turn on
   * the one connection.
   */
  static long conditional(Db db, CassandraConfig config, Runnable work) {
    db.check();
    TEXTS.clear();
    work.run();
    db.check();
    return TEXTS.stream()
        .filter(text -> text.contains(config.keyspace()) && text.contains(" IF "))
        .count();
  }

  @Override
  public void onSuccess(
      Request request,
      long latencyNanos,
      DriverExecutionProfile profile,
      Node node,
      String prefix) {
    if (request instanceof BoundStatement bound) {
      TEXTS.add(bound.getPreparedStatement().getQuery());
    }
  }

  @Override
  public void close() {}
}
