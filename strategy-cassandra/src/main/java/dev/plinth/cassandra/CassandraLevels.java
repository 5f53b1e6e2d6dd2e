/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Finding;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The levels at which all nodes of a keyspace work, which have to be the same: conditional writes
 * of one data centre and those of all do not see each other. Stated in the comment of a table that
 * each keyspace has, by whoever made it, and compared before a node's first statement. Safe for use
 * by many threads.
 */
final class CassandraLevels {
  private static final String BEGIN = "levels: ";

  private final CassandraConfig config;
  private volatile boolean agreed;

  CassandraLevels(CassandraConfig config) {
    this.config = config;
  }

  /** Returns the levels of the configuration as the comment of a table. */
  static String comment(CassandraConfig config) {
    return BEGIN + (config.isLocal() ? "local in " + config.localDatacenter() : "global");
  }

  /** Throws when the keyspace is worked on at other levels than those of the configuration. */
  void require(CqlSession session) {
    if (agreed) {
      return;
    }
    String stated = stated(session);
    if (stated != null && !stated.equals(comment(config))) {
      throw Failures.permanent(
          problem(stated)
              + ": set 'cassandra.levels' as the other nodes have it; or, to change it for all, stop"
              + " them and run 'plinth doctor --strategy cassandra --repair' with the new setting",
          null);
    }
    agreed = stated != null;
  }

  private String problem(String stated) {
    return "keyspace '"
        + config.keyspace()
        + "' is worked on at '"
        + stated
        + "', and this node would at '"
        + comment(config)
        + "'";
  }

  /** Returns what the keyspace says; null: nothing, or it is yet to be made. */
  private @Nullable String stated(CqlSession session) {
    Row row;
    try {
      row =
          session
              .execute(
                  "SELECT comment FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                  config.keyspace(),
                  CassandraEvents.NODES)
              .one();
    } catch (RuntimeException e) {
      throw CassandraErrors.translate(e, null, CassandraErrors.Attempt.READ);
    }
    String comment = row == null ? null : row.getString(0);
    return comment != null && comment.startsWith(BEGIN) ? comment : null;
  }

  /** Tells when other levels are stated, and says whether that is, or was made, as configured. */
  boolean examine(CassandraSessions sessions, Consumer<Finding> findings) {
    String stated = stated(sessions.open());
    if (stated == null || stated.equals(comment(config))) {
      return true;
    }
    findings.accept(
        new Finding(
            "levels",
            CassandraEvents.NODES,
            "",
            problem(stated),
            "state those of this node, after all others were stopped",
            () -> state(sessions)));
    return comment(config).equals(stated(sessions.open()));
  }

  private boolean state(CassandraSessions sessions) {
    CassandraSession session = new CassandraSession(sessions);
    session.execute(
        "ALTER TABLE "
            + CassandraColumns.name(config.keyspace(), CassandraEvents.NODES)
            + " WITH comment = "
            + quoted(comment(config)));
    session.awaitAgreement();
    return true;
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
