/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that this process writes, in a log of its own: each is announced before its row is
 * written and marked after. Numbers are counted in memory; the lowest that is not finished, the
 * floor, goes with each announcement and with the sign of life that the process gives. Steps and
 * their reasons are in {@code docs/protocols.md}. Safe for use by many threads.
 */
final class CassandraEvents implements AutoCloseable {
  static final String EVENTS = "plinth_event";
  static final String NODES = "plinth_node";
  static final String PART = "nodes";

  /** How many numbers lie in one partition. */
  static final long SLOT = 1_024;

  /** A row must not be written when others last heard of this process longer ago. */
  static final Duration HEARD = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(CassandraEvents.class);
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final TypeCodec<Map<String, String>> VALUES =
      TypeCodecs.mapOf(TypeCodecs.TEXT, TypeCodecs.TEXT);

  /**
   * In the place of the top slot: this process announces nothing, see {@link
   * CassandraSilentWriters}.
   */
  static final long NONE = -1;

  private final UUID node = UUID.randomUUID();
  private final boolean announcing;
  private final int retention;
  private final CassandraCql announce;
  private final CassandraCql mark;
  private final CassandraCql live;
  private final Map<CassandraIntent, CompletionStage<AsyncResultSet>> marks =
      new ConcurrentHashMap<>();
  private final Map<CassandraIntent, Runnable> doubts = new ConcurrentHashMap<>();
  private final TreeSet<Long> unfinished = new TreeSet<>();
  private final Object beating = new Object();
  private final Thread thread = new Thread(this::run, "plinth-cassandra-beat");
  private long next = 1;
  private long beat;
  private volatile long beatAt;
  private volatile long announced = -1;
  private boolean started;
  private volatile boolean closed;

  CassandraEvents(CassandraSessions sessions) {
    this.announcing = sessions.config().isAnnouncing();
    this.retention = (int) sessions.config().eventRetention().toSeconds();
    String keyspace = sessions.config().keyspace();
    TypeCodec<Object> id = CassandraColumns.any(CassandraColumns.UUID);
    TypeCodec<Object> number = CassandraColumns.any(TypeCodecs.BIGINT);
    TypeCodec<Object> word = CassandraColumns.any(CassandraColumns.TEXT);
    String events = CassandraColumns.name(keyspace, EVENTS);
    this.announce =
        new CassandraCql(
            sessions,
            EVENTS,
            "INSERT INTO "
                + events
                + " (node, slot, seq, entity, kind, key, unique_values, version, fence, next, floor, outcome)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL "
                + retention,
            CassandraCql.Kind.PLAIN,
            List.of(
                id,
                number,
                number,
                word,
                word,
                word,
                CassandraColumns.any(VALUES),
                id,
                id,
                id,
                number,
                word));
    this.mark =
        new CassandraCql(
            sessions,
            EVENTS,
            "UPDATE "
                + events
                + " USING TTL "
                + retention
                + " SET outcome = ? WHERE node = ? AND slot = ? AND seq = ?",
            CassandraCql.Kind.PLAIN,
            List.of(word, id, number, number));
    this.live =
        new CassandraCql(
            sessions,
            NODES,
            "INSERT INTO "
                + CassandraColumns.name(keyspace, NODES)
                + " (part, node, beat, floor, top) VALUES ('"
                + PART
                + "', ?, ?, ?, ?) USING TTL "
                + retention,
            CassandraCql.Kind.PLAIN,
            List.of(id, number, number, number));
  }

  /** Returns the statements that make the log, and state the levels it is written at. */
  static List<String> create(CassandraConfig config) {
    return List.of(
        "CREATE TABLE IF NOT EXISTS "
            + EVENTS
            + " (node uuid, slot bigint, seq bigint, entity text, kind text, key text, unique_values frozen<map<text, text>>,"
            + " version uuid, fence uuid, next uuid, floor bigint, outcome text, PRIMARY KEY ((node, slot), seq))"
            + " WITH compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'MINUTES', 'compaction_window_size': '10'}"
            + " AND gc_grace_seconds = 10800",
        "CREATE TABLE IF NOT EXISTS "
            + NODES
            + " (part text, node uuid, beat bigint, floor bigint, top bigint, PRIMARY KEY (part, node)) WITH comment = "
            + CassandraLevels.quoted(CassandraLevels.comment(config)));
  }

  static long slot(long seq) {
    return seq / SLOT;
  }

  /**
   * Begins to announce a change of a row.
   *
   * @param expected the state that the write of the row is conditional on, known by now
   * @param version what the write makes of it; null when it removes the row
   */
  CassandraIntent begin(Event event, CassandraState expected, @Nullable UUID version) {
    return begin(event, expected, version, null);
  }

  /** Tells of what is so already, such as the end of a row that has expired. */
  void tell(Event event) {
    if (!announcing) {
      return;
    }
    CassandraIntent intent = begin(event, CassandraState.ABSENT, null, CassandraIntent.APPLIED);
    try {
      intent.acknowledged();
    } finally {
      finish(intent);
    }
  }

  private CassandraIntent begin(
      Event event, CassandraState expected, @Nullable UUID version, @Nullable String outcome) {
    Table table = event.table();
    if (table.name().startsWith(CassandraNames.OWN)) {
      return CassandraIntent.none();
    }
    if (!announcing) {
      return CassandraIntent.unannounced(this);
    }
    long seq;
    long floor;
    synchronized (unfinished) {
      seq = next++;
      unfinished.add(seq);
      floor = unfinished.first();
    }
    Map<String, String> values = new LinkedHashMap<>();
    event
        .uniqueValues()
        .forEach((index, value) -> values.put(index.name(), KeyPositions.encode(value)));
    CompletionStage<AsyncResultSet> begun;
    try {
      begun =
          announce.start(
              node,
              slot(seq),
              seq,
              table.name(),
              event.kind().name(),
              event.key() == null ? null : KeyPositions.encode(event.key()),
              values,
              expected.version(),
              expected.fence(),
              version,
              floor,
              outcome);
    } catch (RuntimeException e) {
      synchronized (unfinished) {
        unfinished.remove(seq);
      }
      throw e;
    }
    return new CassandraIntent(this, seq, () -> announce.await(begun));
  }

  /** Requires that others have heard of this process, and of the slot of the number, of late. */
  void requireHeard(long seq) {
    if (isHeard(seq)) {
      return;
    }
    synchronized (beating) {
      if (!isHeard(seq)) {
        beat();
      }
    }
  }

  private boolean isHeard(long seq) {
    return System.nanoTime() - beatAt < HEARD.toNanos() && announced >= slot(seq);
  }

  private void beat() {
    synchronized (beating) {
      long sent = System.nanoTime();
      long floor;
      long top;
      synchronized (unfinished) {
        floor = unfinished.isEmpty() ? next : unfinished.first();
        top = slot(next) + (next % SLOT >= SLOT * 3 / 4 ? 1 : 0);
      }
      live.run(node, ++beat, floor, announcing ? top : NONE);
      beatAt = sent;
      announced = top;
      if (!started && !closed) {
        started = true;
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void run() {
    boolean failing = false;
    while (!closed) {
      try {
        Thread.sleep(BEAT.toMillis());
        beat();
        settleDoubts();
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed && !failing) {
          LOG.warn("no sign of life could be written; it is tried again every {}", BEAT, e);
        }
        failing = true;
      }
    }
  }

  /** One that cannot be settled now is tried again with the next sign of life. */
  private void settleDoubts() {
    for (Runnable settle : doubts.values()) {
      try {
        settle.run();
      } catch (DaoException e) {
        LOG.debug("what became of a change cannot be told yet", e);
      }
    }
  }

  /** Notes that a change is over, and marks it in the background where it is known how. */
  void finish(CassandraIntent intent) {
    if (!announcing) {
      return;
    }
    synchronized (unfinished) {
      unfinished.remove(intent.seq());
    }
    doubts.remove(intent);
    String outcome = intent.outcome();
    if (outcome == null || closed) {
      return;
    }
    try {
      CompletionStage<AsyncResultSet> begun =
          mark.start(outcome, node, slot(intent.seq()), intent.seq());
      marks.put(intent, begun);
      begun.whenComplete((rows, failure) -> marks.remove(intent));
    } catch (DaoException e) {
      LOG.debug("a change is not marked; its floor will tell", e);
    }
  }

  /** Keeps a change of which it is not known whether it was made, and asks again later. */
  void doubt(CassandraIntent intent, Runnable settle) {
    if (announcing) {
      doubts.put(intent, settle);
    }
  }

  /** Waits for the marks that are being written, so that this process knows its own changes. */
  void awaitMarks() {
    for (CompletionStage<AsyncResultSet> begun : marks.values()) {
      try {
        Objects.requireNonNull(begun).toCompletableFuture().join();
      } catch (java.util.concurrent.CompletionException e) {
        LOG.debug("a change is not marked; its floor will tell", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
