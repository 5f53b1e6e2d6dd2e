/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of all nodes. A change that is announced and not marked is in doubt until it is
 * marked, or its node's floor has passed it, or this reader has settled it in the row itself. The
 * low mark moves only to a floor that was known before the log was read. Steps and their reasons
 * are in {@code docs/protocols.md}. For one thread.
 */
final class CassandraEventReader implements EventLog.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraEventReader.class);
  private static final String FORM = "c1";
  private static final int MOST_SLOTS = 8;

  /** How long a change may be open before this reader settles it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CassandraEvents own;
  private final Clock clock;
  private final Duration longestPause;
  private final CassandraCql list;
  private final CassandraCql entries;
  private final Map<String, CassandraStatements> followed;
  private final Map<UUID, CassandraNodeLog> nodes = new LinkedHashMap<>();
  private final CassandraSilentWriters silentWriters = new CassandraSilentWriters();
  private long lastPoll;
  private boolean lost;

  CassandraEventReader(
      CassandraSessions sessions,
      CassandraEvents own,
      List<CassandraStatements> followed,
      Clock clock) {
    this.own = own;
    this.clock = clock;
    this.longestPause = sessions.config().eventRetention().dividedBy(2);
    this.followed =
        followed.stream()
            .collect(Collectors.toMap(statements -> statements.table().name(), one -> one));
    String keyspace = sessions.config().keyspace();
    this.list =
        new CassandraCql(
            sessions,
            CassandraEvents.NODES,
            "SELECT node, beat, floor, top FROM "
                + CassandraColumns.name(keyspace, CassandraEvents.NODES)
                + " WHERE part = '"
                + CassandraEvents.PART
                + "'",
            CassandraCql.Kind.READ,
            List.of());
    this.entries =
        new CassandraCql(
            sessions,
            CassandraEvents.EVENTS,
            "SELECT seq, entity, kind, key, unique_values, version, fence, next, floor, outcome FROM "
                + CassandraColumns.name(keyspace, CassandraEvents.EVENTS)
                + " WHERE node = ? AND slot = ? AND seq >= ?",
            CassandraCql.Kind.READ,
            List.of(
                CassandraColumns.any(CassandraColumns.UUID),
                CassandraColumns.any(TypeCodecs.BIGINT),
                CassandraColumns.any(TypeCodecs.BIGINT)));
  }

  /** Begins now: what is settled is not told, what is open is. */
  void begin() {
    own.awaitMarks();
    nodes.clear();
    for (Row line : list.run()) {
      if (isSilent(line)) {
        continue;
      }
      CassandraNodeLog log = new CassandraNodeLog(node(line), line.getLong("floor"));
      log.hear(line.getLong("beat"), line.getLong("floor"), line.getLong("top"));
      nodes.put(log.node, log);
    }
    nodes.values().forEach(log -> read(log, new ArrayList<>()));
    lastPoll = System.nanoTime();
  }

  private static UUID node(Row line) {
    return Objects.requireNonNull(line.getUuid("node"), "node");
  }

  /** Hears of a process that announces nothing, if the line is of such a one. */
  private boolean isSilent(Row line) {
    if (line.getLong("top") != CassandraEvents.NONE) {
      return false;
    }
    if (silentWriters.hear(node(line), line.getLong("beat"), System.nanoTime())) {
      LOG.warn(
          "a process writes with cassandra.events = off: what is kept here is forgotten at every"
              + " turn; switch events on there, or the cache off here");
    }
    return true;
  }

  /** Goes on where another reader was. */
  void resume(String position) {
    String[] parts = position.split(";", -1);
    try {
      if (parts.length < 2 || !parts[0].equals(FORM)) {
        throw Failures.invalidPosition("not a position of this log");
      }
      Instant at = Instant.ofEpochSecond(Long.parseLong(parts[1]));
      for (int i = 2; i < parts.length; i++) {
        String[] values = parts[i].split(":", -1);
        CassandraNodeLog log =
            new CassandraNodeLog(UUID.fromString(values[0]), Long.parseLong(values[1]));
        log.floor = Long.parseLong(values[2]);
        for (String seq : values[3].split(",", -1)) {
          if (!seq.isEmpty()) {
            log.seen.add(Long.valueOf(seq));
          }
        }
        nodes.put(log.node, log);
      }
      lost = Duration.between(at, clock.instant()).compareTo(longestPause) > 0;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.invalidPosition("not a position of this log");
    }
    lastPoll = System.nanoTime();
  }

  @Override
  public String position() {
    List<String> parts = new ArrayList<>();
    parts.add(FORM);
    parts.add(Long.toString(clock.instant().getEpochSecond()));
    nodes.values().forEach(log -> parts.add(log.position()));
    return String.join(";", parts);
  }

  @Override
  public Events poll() {
    long begun = System.nanoTime();
    if (lost || begun - lastPoll > longestPause.toNanos()) {
      return gap();
    }
    own.awaitMarks();
    List<UUID> listed = new ArrayList<>();
    for (Row line : list.run()) {
      if (isSilent(line)) {
        continue;
      }
      UUID node = node(line);
      CassandraNodeLog log = nodes.computeIfAbsent(node, id -> new CassandraNodeLog(id, 1));
      log.hear(line.getLong("beat"), line.getLong("floor"), line.getLong("top"));
      listed.add(node);
      if (log.top - CassandraEvents.slot(log.low) > MOST_SLOTS) {
        return gap();
      }
    }
    if (silentWriters.isAround(System.nanoTime())) {
      return gap();
    }
    nodes.values().removeIf(log -> !listed.contains(log.node) && log.open.isEmpty());
    List<Event> told = new ArrayList<>();
    lost = true; // until all that was found is told: it counts as seen by then
    for (CassandraNodeLog log : nodes.values()) {
      if (log.isToBeRead()) {
        read(log, told);
      }
      settleOld(log, told);
    }
    lost = false;
    lastPoll = begun;
    return Events.of(told).withDoubts(doubts());
  }

  /** The list is read before whoever is told empties what it keeps. */
  private Events gap() {
    begin();
    lost = false;
    return Events.gap();
  }

  private List<Event> doubts() {
    List<Event> doubts = new ArrayList<>();
    for (CassandraNodeLog log : nodes.values()) {
      for (CassandraEntry entry : log.open.values()) {
        if (entry.event() != null) {
          doubts.add(entry.event());
        }
      }
    }
    return doubts;
  }

  private void read(CassandraNodeLog log, List<Event> told) {
    long known = log.floor;
    List<Found> found = new ArrayList<>();
    for (long slot = CassandraEvents.slot(log.low); slot <= log.top; slot++) {
      try {
        for (Row row : entries.run(log.node, slot, log.low)) {
          Found one = found(row);
          if (one != null) {
            found.add(one);
            log.floor = Math.max(log.floor, row.getLong("floor"));
          }
        }
      } catch (RuntimeException e) {
        throw entries.failure(e);
      }
    }
    for (Found one : found) {
      apply(log, one, told);
    }
    List.copyOf(log.open.values()).stream()
        .filter(entry -> entry.seq() < log.floor)
        .forEach(entry -> settled(log, entry, told));
    log.advance(known);
  }

  /** An entry as it stands in the log, and what came of it. */
  private record Found(CassandraEntry entry, @Nullable String outcome) {}

  private @Nullable Found found(Row row) {
    String kind = row.getString("kind");
    if (kind == null) {
      return null;
    }
    CassandraStatements statements = followed.get(row.getString("entity"));
    CassandraState expected =
        new CassandraState(
            row.getUuid("version"), row.getUuid("fence"), null, null, Map.of(), null);
    Event event =
        statements == null ? null : event(statements.table(), Event.Kind.valueOf(kind), row);
    return new Found(
        new CassandraEntry(
            row.getLong("seq"), event, expected, row.getUuid("next"), System.nanoTime()),
        row.getString("outcome"));
  }

  private static Event event(Table table, Event.Kind kind, Row row) {
    String key = row.getString("key");
    if (key == null) {
      return Event.truncated(table);
    }
    Map<String, String> texts = row.getMap("unique_values", String.class, String.class);
    Map<Index, Key> values = new LinkedHashMap<>();
    for (Index index : table.indexes()) {
      String text = texts == null ? null : texts.get(index.name());
      if (text != null) {
        values.put(index, KeyPositions.decode(index, text));
      }
    }
    return Event.of(kind, table, KeyPositions.decode(table, key), values);
  }

  private void apply(CassandraNodeLog log, Found found, List<Event> told) {
    CassandraEntry entry = found.entry;
    CassandraEntry open = log.open.get(entry.seq());
    if (open == null && log.seen.contains(entry.seq())) {
      return;
    }
    log.seen.add(entry.seq());
    boolean over = found.outcome != null || entry.seq() < log.floor;
    CassandraEntry earlier = over ? log.openBefore(entry) : null;
    if (!over || (earlier != null && earlier.seq() >= log.floor)) {
      log.open.putIfAbsent(entry.seq(), entry);
    } else if (earlier != null) {
      settled(log, earlier, told);
      apply(log, found, told);
    } else if (CassandraIntent.REFUSED.equals(found.outcome)) {
      log.open.remove(entry.seq());
    } else {
      settled(log, entry, told);
    }
  }

  private static void settled(CassandraNodeLog log, CassandraEntry entry, List<Event> told) {
    log.open.remove(entry.seq());
    log.seen.add(entry.seq());
    if (entry.event() != null) {
      told.add(entry.event());
    }
  }

  /** Settles in the rows themselves what has been open for long: its writer may have died. */
  private void settleOld(CassandraNodeLog log, List<Event> told) {
    long now = System.nanoTime();
    for (CassandraEntry entry : List.copyOf(log.open.values())) {
      if (entry.event() == null) {
        log.open.remove(entry.seq());
      } else if (now - entry.since() > PATIENCE.toNanos()) {
        try {
          settle(log, entry, told);
        } catch (DaoException e) {
          if (!(e instanceof DaoException.Fault)) {
            throw e;
          }
        }
      }
    }
  }

  private void settle(CassandraNodeLog log, CassandraEntry entry, List<Event> told) {
    Event event = Objects.requireNonNull(entry.event());
    Key key = event.key();
    CassandraStatements statements = Objects.requireNonNull(followed.get(event.table().name()));
    if (key == null) {
      settled(log, entry, told);
      return;
    }
    switch (statements.fencing().end(key, entry.expected())) {
      case OPEN -> {}
      case UNTOUCHED -> log.open.remove(entry.seq());
      case CHANGED -> settled(log, entry, told);
    }
  }

  @Override
  public void close() {}
}
