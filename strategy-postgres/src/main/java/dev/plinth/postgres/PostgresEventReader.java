/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes from {@code plinth_event} without waiting for open transactions and without missing
 * what they commit later: below the lowest transaction that was running at the last reading all is
 * read; above it, what was read is remembered one by one. For one thread.
 */
final class PostgresEventReader implements EventLog.Reader {
  private static final String FORM = "1";

  /** One statement, hence one snapshot; the server's identity changes with a failover. */
  private static final String READ =
      "SELECT s.low::text AS low, s.server, e.seq, e.xid::text AS xid, e.entity, e.kind, e.key, e.unique_values"
          + " FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS low,"
          + " (SELECT system_identifier::text FROM pg_control_system())"
          + " || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) AS server) s"
          + " LEFT JOIN plinth_event e ON e.xid >= COALESCE(?::text::xid8, s.low)"
          + " ORDER BY e.seq";

  private final PostgresConnector connector;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Duration longestPause;

  /** Numbers of events that were read to the transactions that wrote them. */
  private final TreeMap<Long, Long> ahead = new TreeMap<>();

  private @Nullable Long low;
  private @Nullable String server;
  private long lastPoll = System.nanoTime();

  PostgresEventReader(
      PostgresConnector connector,
      List<Table> tables,
      Duration retention,
      @Nullable String position) {
    this.connector = connector;
    tables.forEach(table -> this.tables.put(table.name(), table));
    this.longestPause = retention.dividedBy(2);
    if (position == null) {
      poll();
    } else {
      goTo(position);
    }
  }

  private void goTo(String position) {
    try {
      String[] parts = position.split(";", -1);
      if (parts.length != 4 || !parts[0].equals(FORM)) {
        throw Failures.invalidPosition("not a position of this log");
      }
      server = parts[1];
      low = Long.valueOf(parts[2]);
      for (String event : parts[3].split(",", -1)) {
        if (!event.isEmpty()) {
          int colon = event.indexOf(':');
          ahead.put(
              Long.valueOf(event.substring(0, colon)), Long.valueOf(event.substring(colon + 1)));
        }
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw Failures.invalidPosition("not a position of this log");
    }
  }

  @Override
  public String position() {
    List<String> seen = new ArrayList<>();
    ahead.forEach((seq, xid) -> seen.add(seq + ":" + xid));
    return String.join(";", FORM, server, String.valueOf(low), String.join(",", seen));
  }

  @Override
  public Events poll() {
    long begun = System.nanoTime();
    boolean late = Duration.ofNanos(begun - lastPoll).compareTo(longestPause) > 0;
    try (PostgresSession session = connector.connect()) {
      var rows = session.query(READ, low == null ? null : Long.toString(low));
      String now = String.valueOf(rows.get(0).get("server"));
      long lowest = Long.parseLong(String.valueOf(rows.get(0).get("low")));
      boolean gap =
          late || (server != null && !now.equals(server)) || (low != null && lowest < low);
      List<Event> events = new ArrayList<>();
      for (var row : rows) {
        Long seq = (Long) row.get("seq");
        if (seq != null && (!ahead.containsKey(seq) || gap)) {
          ahead.put(seq, Long.valueOf(String.valueOf(row.get("xid"))));
          Table table = tables.get(String.valueOf(row.get("entity")));
          if (table != null) {
            events.add(
                PostgresEvents.read(
                    table,
                    Event.Kind.valueOf(String.valueOf(row.get("kind"))),
                    texts(row.get("key")),
                    texts(row.get("unique_values"))));
          }
        }
      }
      ahead.values().removeIf(xid -> xid < lowest);
      low = lowest;
      server = now;
      lastPoll = begun;
      return gap ? Events.gap() : Events.of(events);
    }
  }

  @SuppressWarnings("unchecked") // columns of type text[]
  private static @Nullable List<@Nullable String> texts(@Nullable Object value) {
    return value == null ? null : (List<@Nullable String>) Objects.requireNonNull(value);
  }

  @Override
  public void close() {}
}
