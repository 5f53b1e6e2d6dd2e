/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Db;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows that have expired, made and waited for together, so that each rule about them need not wait.
 * Handed out once each. Safe for use by many threads.
 */
final class Expired {
  private static final int EACH = 24;
  private static final int PARENTS = 4;
  private static final Duration TTL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Db db;
  private final Queue<Entity> things = new ArrayDeque<>();
  private final Queue<Entity> tickets = new ArrayDeque<>();
  private final Queue<Entity> parents = new ArrayDeque<>();
  private final Map<Key, Key> children = new HashMap<>();
  private @Nullable Key last;

  Expired(Db db) {
    this.db = db;
  }

  /** Makes the first rows, which expire while other rules run. */
  Expired begin() {
    try {
      make();
    } catch (RuntimeException e) {
      // what is wrong here is met again by the rules that need such rows
    }
    return this;
  }

  /** Returns an expired thing, with an owner of its own. */
  synchronized Entity thing() {
    return next(things, this);
  }

  /** Returns an expired ticket, with a holder of its own. */
  synchronized Entity ticket() {
    return next(tickets, this);
  }

  /** Returns an expired thing that a label refers to. */
  synchronized Entity parent() {
    return next(parents, this);
  }

  /** Returns the label that refers to such a thing. */
  synchronized Key childOf(Entity parent) {
    return Objects.requireNonNull(children.get(parent.key()), "child");
  }

  private void make() {
    List<Values> owners = new ArrayList<>();
    List<Values> ofThings = new ArrayList<>();
    List<Values> ofTickets = new ArrayList<>();
    for (int i = 0; i < 2 * EACH; i++) {
      UUID id = UUID.randomUUID();
      owners.add(Values.of("id", id).and("name", Contract.unique("expired")));
      Key owner = Key.of(id);
      if (i % 2 == 0) {
        ofThings.add(Values.of("owner", owner));
      } else {
        ofTickets.add(
            Values.of("holder", owner).and("kind", Contract.unique("k")).and("seat", (long) i));
      }
    }
    db.dao(KitSchemas.OWNERS).insertAll(owners);
    WriteOptions ttl = WriteOptions.ttl(TTL);
    for (Values thing : ofThings.subList(0, PARENTS)) {
      Entity parent = db.dao(KitSchemas.THINGS).insert(thing, ttl);
      Values label = Values.of("thing", parent.key());
      children.put(parent.key(), db.dao(KitSchemas.LABELS).insert(label).key());
      parents.add(parent);
    }
    things.addAll(db.dao(KitSchemas.THINGS).insertAll(ofThings.subList(PARENTS, EACH), ttl));
    List<Entity> made = db.dao(KitSchemas.TICKETS).insertAll(ofTickets, ttl);
    tickets.addAll(made);
    last = made.get(made.size() - 1).key();
  }

  private static Entity next(Queue<Entity> rows, Expired expired) {
    if (rows.isEmpty()) {
      expired.make();
    }
    expired.await();
    return rows.remove();
  }

  /** Waits until the last row made is gone by the store's own clock. */
  private void await() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (last != null) {
      if (db.dao(KitSchemas.TICKETS).select(last).isEmpty()) {
        last = null;
        return;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("a row with a ttl of " + TTL + " is there after " + PATIENCE);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
