/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Change;
import dev.plinth.dao.Changes;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.SchemaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of the two registries that a script runs on. For one thread. */
final class Side implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final Db db;
  private final Strategy strategy;
  private final Map<String, Table> tables;
  private final List<Change> told;
  private final List<Changes.Subscription> subscriptions = new ArrayList<>();
  private EventLog.@Nullable Reader log;

  private Side(Db db, Strategy strategy, Map<String, Table> tables, List<Change> told) {
    this.db = db;
    this.strategy = strategy;
    this.tables = tables;
    this.told = told;
  }

  static Side open(Strategy strategy, SchemaSet schemas) {
    Db db = Db.on(strategy).schemas(schemas).sweepEvery(Duration.ZERO).open();
    db.createTables();
    Side side = new Side(db, strategy, Table.of(schemas), new ArrayList<>());
    for (EntityType type : schemas.types()) {
      side.subscriptions.add(db.changes().subscribe(type.name(), side.told::add));
    }
    return side;
  }

  /** Returns this side within a transaction. */
  Side in(Db tx) {
    return new Side(tx, strategy, tables, told);
  }

  Db db() {
    return db;
  }

  boolean isOrdered() {
    return db.supports(Capability.ORDERED_PAGES);
  }

  /** Removes all rows, and reads changes from here on. */
  void clear(boolean follows) {
    tables.values().forEach(table -> strategy.store(table).truncate());
    told.clear();
    closeLog();
    log = follows ? strategy.events().orElseThrow().open(List.copyOf(tables.values()), null) : null;
  }

  void sweep() {
    boolean more = true;
    while (more) {
      more = false;
      for (Table table : tables.values()) {
        more |= strategy.store(table).sweep(BATCH) > 0;
      }
    }
  }

  /** Returns what came of the step, with the changes that were told. */
  Outcome run(Step step) {
    Outcome outcome = Outcome.of(() -> step.on(this));
    if (told.isEmpty()) {
      return outcome;
    }
    List<@Nullable Object> changes = new ArrayList<>();
    told.forEach(change -> changes.add(Outcome.plain(change)));
    told.clear();
    if (!isOrdered()) {
      changes.sort(Comparator.comparing(String::valueOf));
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>();
    both.put("outcome", outcome.tree());
    both.put("told", changes);
    return new Outcome(both);
  }

  /** Returns all rows of all tables. */
  Outcome content() {
    return Outcome.of(
        () -> {
          Map<String, Object> content = new LinkedHashMap<>();
          for (String schema : tables.keySet()) {
            List<Entity> rows = new ArrayList<>();
            db.acrossWorkspaces().dao(schema).each().forEach(rows::add);
            content.put(schema, isOrdered() ? rows : Step.sorted(rows));
          }
          return content;
        });
  }

  /** Returns the changes kept since they were asked for last, those of each row in order. */
  Outcome events() {
    Map<String, List<Object>> events = new TreeMap<>();
    if (log != null) {
      List<Event> found = log.poll().list();
      while (!found.isEmpty()) {
        for (Event event : found) {
          events
              .computeIfAbsent(event.table().name() + " " + event.key(), row -> new ArrayList<>())
              .add(event.kind() + " " + uniqueValues(event));
        }
        found = log.poll().list();
      }
    }
    return new Outcome(Outcome.plain(events));
  }

  private static Map<String, String> uniqueValues(Event event) {
    Map<String, String> values = new TreeMap<>();
    event.uniqueValues().forEach((index, value) -> values.put(index.name(), value.toString()));
    return values;
  }

  private void closeLog() {
    if (log != null) {
      log.close();
    }
  }

  @Override
  public void close() {
    closeLog();
    subscriptions.forEach(Changes.Subscription::close);
    db.close();
  }
}
