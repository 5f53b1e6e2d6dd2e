/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import dev.plinth.dao.spi.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The session with the cluster, opened when it is first needed, and one for statements of others'
 * making. Safe for many threads.
 */
final class CassandraSessions implements AutoCloseable {
  /** The driver's profile under which conditional writes run. */
  static final String CONDITIONAL = "plinth-conditional";

  private static final String READS = "plinth-reads";

  /** The first release with storage-attached indexes. */
  private static final int WITH_ATTACHED_INDEXES = 5;

  /** The driver takes more for a leak; a strategy may have two. */
  private static final int MOST_SESSIONS = 16;

  /** Each statement that makes a table waits for so long: the driver's own is a second. */
  private static final Duration SCHEMA_WINDOW = Duration.ofMillis(10);

  /**
   * In the fifth version the driver leaves the last two bytes of the answer to a conditional write
   * that timed out unread, takes them for the next answer and closes the connection, on which
   * everybody else waits for his.
   */
  private static final String PROTOCOL = "V4";

  /** How often a silent connection is tried, so that a node that hangs is passed by before long. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** Less than the time between two of them. */
  private static final Duration HEARTBEAT_ANSWER = Duration.ofSeconds(4);

  private final CassandraConfig config;
  private final CassandraLevels levels;
  private volatile @Nullable CqlSession session;
  private @Nullable CqlSession statements;
  private volatile boolean closed;

  CassandraSessions(CassandraConfig config) {
    this.config = config;
    this.levels = new CassandraLevels(config);
  }

  CassandraConfig config() {
    return config;
  }

  /** Returns the level at which a majority of copies answers. */
  DefaultConsistencyLevel quorum() {
    return config.isLocal() ? DefaultConsistencyLevel.LOCAL_QUORUM : DefaultConsistencyLevel.QUORUM;
  }

  /** Returns the level that conditional writes and the reads that settle them agree at. */
  DefaultConsistencyLevel serial() {
    return config.isLocal() ? DefaultConsistencyLevel.LOCAL_SERIAL : DefaultConsistencyLevel.SERIAL;
  }

  /** Returns what all nodes have to agree on before they work with the keyspace. */
  CassandraLevels levels() {
    return levels;
  }

  CqlSession open() {
    CqlSession open = session;
    if (open != null && !closed) {
      return open;
    }
    synchronized (this) {
      if (closed) {
        throw Failures.closed("cassandra");
      }
      if (session == null) {
        session = connect(builder());
      }
      return Objects.requireNonNull(session);
    }
  }

  /** Adds the profile of plain reads, which may go to a second node when the first is slow. */
  private ProgrammaticDriverConfigLoaderBuilder withReads(
      ProgrammaticDriverConfigLoaderBuilder driver) {
    Duration delay = config.speculation();
    return delay == null
        ? driver
        : driver
            .startProfile(READS)
            .withClass(
                DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
                ConstantSpeculativeExecutionPolicy.class)
            .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
            .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, delay)
            .endProfile();
  }

  /** Returns the profile for plain reads; null: the driver's default. */
  @Nullable String reads() {
    return config.speculation() == null ? null : READS;
  }

  /** Opens the session in which unqualified names are of the keyspace, which has to be there. */
  CqlSession openInKeyspace() {
    synchronized (this) {
      if (closed) {
        throw Failures.closed("cassandra");
      }
      if (statements == null) {
        statements = connect(builder().withKeyspace(CqlIdentifier.fromInternal(config.keyspace())));
      }
      return statements;
    }
  }

  private CqlSessionBuilder builder() {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .addContactPoints(config.contactPoints())
            .withLocalDatacenter(config.localDatacenter())
            .withApplicationName("plinth")
            .withConfigLoader(
                withReads(DriverConfigLoader.programmaticBuilder())
                    .withString(DefaultDriverOption.PROTOCOL_VERSION, PROTOCOL)
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, config.requestTimeout())
                    .withDuration(
                        DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, config.requestTimeout())
                    .withDuration(
                        DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, config.requestTimeout())
                    .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                    .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, HEARTBEAT_ANSWER)
                    .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(config.keyspace()))
                    .withInt(DefaultDriverOption.SESSION_LEAK_THRESHOLD, MOST_SESSIONS)
                    .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, SCHEMA_WINDOW)
                    .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                    .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                    .startProfile(CONDITIONAL)
                    .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, CassandraRetry.class)
                    .endProfile()
                    .build());
    if (config.user() != null && config.password() != null) {
      builder.withAuthCredentials(config.user(), config.password());
    }
    return builder;
  }

  private static CqlSession connect(CqlSessionBuilder builder) {
    try {
      return builder.build();
    } catch (RuntimeException e) {
      throw CassandraErrors.translate(e, null, CassandraErrors.Attempt.READ);
    }
  }

  /** Says whether every known node has storage-attached indexes. */
  boolean hasAttachedIndexes() {
    for (Node node : open().getMetadata().getNodes().values()) {
      var version = node.getCassandraVersion();
      if (version != null && version.getMajor() < WITH_ATTACHED_INDEXES) {
        return false;
      }
    }
    return true;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (session != null) {
        session.close();
      }
      if (statements != null) {
        statements.close();
      }
    }
  }
}
