/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.plinth.dao.spi.Catalogue;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements of others' making. For one thread. */
final class CassandraSession implements Session {
  /** Making a table takes long where many nodes have to hear of it. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Pattern TABLES =
      Pattern.compile("\\s*(CREATE|ALTER|DROP)\\s", Pattern.CASE_INSENSITIVE);

  private final CassandraSessions sessions;
  private CqlSession session;

  CassandraSession(CassandraSessions sessions) {
    this.sessions = sessions;
    this.session = sessions.open();
  }

  /** Makes the keyspace, where it is not there, and works in it from now on. */
  void createKeyspace() {
    CassandraConfig config = sessions.config();
    boolean there =
        !query(
                "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?",
                config.keyspace())
            .isEmpty();
    if (!there) {
      execute(
          "CREATE KEYSPACE IF NOT EXISTS "
              + CassandraNames.quoted(config.keyspace())
              + " WITH replication = {'class': 'NetworkTopologyStrategy', "
              + copies(config.replication())
              + "}");
    }
    session = sessions.openInKeyspace();
  }

  private static String copies(Map<String, Integer> replication) {
    return replication.entrySet().stream()
        .map(place -> "'" + place.getKey().replace("'", "''") + "': " + place.getValue())
        .collect(Collectors.joining(", "));
  }

  private ResultSet run(String statement, @Nullable Object... parameters) {
    SimpleStatement simple =
        SimpleStatement.newInstance(statement, parameters)
            .setConsistencyLevel(sessions.quorum())
            .setSerialConsistencyLevel(sessions.serial())
            .setTimeout(TIMEOUT);
    try {
      return session.execute(TABLES.matcher(statement).lookingAt() ? onOne(simple) : simple);
    } catch (RuntimeException e) {
      throw sessions.isClosed()
          ? Failures.closed("cassandra")
          : CassandraErrors.translate(e, null, CassandraErrors.Attempt.CONDITIONAL);
    }
  }

  /**
   * Two coordinators that make one table at the same moment may give it two ids, which never grow
   * together again. So all processes send such statements to one node, the first by its id.
   */
  private SimpleStatement onOne(SimpleStatement statement) {
    return session.getMetadata().getNodes().values().stream()
        .filter(node -> node.getState() == NodeState.UP && node.getHostId() != null)
        .min(Comparator.comparing(Node::getHostId))
        .map(statement::setNode)
        .orElse(statement);
  }

  @Override
  public List<String> split(String script) {
    return new CassandraScript(script).statements();
  }

  @Override
  public void execute(String statement, @Nullable Object... parameters) {
    ResultSet result = run(statement, parameters);
    if (!result.getExecutionInfo().isSchemaInAgreement()) {
      awaitAgreement();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // it does not see in class files that a map may hold nulls
  public List<Map<String, @Nullable Object>> query(
      String statement, @Nullable Object... parameters) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Row row : run(statement, parameters)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (ColumnDefinition column : row.getColumnDefinitions()) {
        Object value = row.getObject(column.getName());
        values.put(
            column.getName().asInternal(),
            value instanceof Integer || value instanceof Short
                ? (Object) ((Number) value).longValue()
                : value);
      }
      found.add(values);
    }
    return found;
  }

  @Override
  public void awaitAgreement() {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!session.checkSchemaAgreement()) {
      if (System.nanoTime() - end > 0) {
        String message =
            "the nodes do not agree on the tables after "
                + TIMEOUT.toSeconds()
                + " s: see 'nodetool describecluster'";
        throw Failures.retryable(message, new TimeoutException(message));
      }
      CassandraDeadline.sleep(100);
    }
  }

  @Override
  public Catalogue catalogue() {
    return new CassandraCatalogue(this, sessions);
  }

  @Override
  public void close() {}
}
