/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.KeyPositions;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a crashed writer has left referring to a row that was deleted, and does with it what
 * the reference says. A note in the journal is left alone until no operation can be under way any
 * more that began before the row went, by this machine's own monotonic clock. Safe for use by many
 * threads, and by several nodes at once.
 */
final class CassandraHealing {
  /** Longer than any operation takes with all that it may still have under way. */
  static final Duration LONGEST_OPERATION = CassandraDeadline.LONGEST.multipliedBy(2);

  private static final Logger LOG = LoggerFactory.getLogger(CassandraHealing.class);

  /** So many notes of a table are read at a time, and kept in mind. */
  private static final int MOST_NOTES = 10_000;

  private final CassandraJournal journal;
  private final Duration wait;
  private final LongSupplier nanos;
  private final Map<String, CassandraStore> stores = new ConcurrentHashMap<>();
  private final Map<String, Map<UUID, Long>> seen = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  CassandraHealing(CassandraJournal journal, Duration wait, LongSupplier nanos) {
    this.journal = journal;
    this.wait = wait;
    this.nanos = nanos;
  }

  /** Makes a store known, so that rows of its table are found that refer to others. */
  void add(CassandraStore store) {
    stores.put(store.table().name(), store);
  }

  /** Settles notes about rows of a table, so many at most, and returns how many. */
  int sweep(CassandraStore parent, int limit) {
    Table table = parent.table();
    Map<String, List<CassandraJournal.Note>> byKey = new LinkedHashMap<>();
    for (CassandraJournal.Note note : journal.notes(table, MOST_NOTES)) {
      byKey.computeIfAbsent(note.position(), key -> new ArrayList<>()).add(note);
    }
    Map<UUID, Long> times = times(table, byKey);
    int settled = 0;
    for (List<CassandraJournal.Note> notes : byKey.values()) {
      boolean due = notes.stream().allMatch(note -> isDue(times.get(note.id())));
      if (due && settles(parent, notes)) {
        notes.forEach(note -> journal.forget(table, note));
        settled += notes.size();
        if (settled >= limit) {
          return limit;
        }
      }
    }
    return settled;
  }

  /**
   * Settles the notes about one row at once, if all of them are due, and says whether none is left.
   */
  boolean settles(CassandraStore parent, String position, Predicate<CassandraJournal.Note> due) {
    List<CassandraJournal.Note> notes = journal.notes(parent.table(), position);
    if (notes.isEmpty()) {
      return true;
    }
    if (!notes.stream().allMatch(due) || !settles(parent, notes)) {
      return false;
    }
    notes.forEach(note -> journal.forget(parent.table(), note));
    return true;
  }

  /** Returns when each note was first seen here; those that are gone are forgotten. */
  private Map<UUID, Long> times(Table table, Map<String, List<CassandraJournal.Note>> byKey) {
    Map<UUID, Long> before = seen.getOrDefault(table.name(), Map.of());
    Map<UUID, Long> now = new LinkedHashMap<>();
    for (List<CassandraJournal.Note> notes : byKey.values()) {
      for (CassandraJournal.Note note : notes) {
        now.put(note.id(), before.getOrDefault(note.id(), nanos.getAsLong()));
      }
    }
    seen.put(table.name(), now);
    return now;
  }

  private boolean isDue(@Nullable Long since) {
    return since != null && nanos.getAsLong() - since >= wait.toNanos();
  }

  /** Heals what refers to the row the notes are about, and says whether that is all of it. */
  private boolean settles(CassandraStore parent, List<CassandraJournal.Note> notes) {
    Gone gone = new Gone(parent, notes);
    if (!gone.isStill()) {
      return parent.isThere(gone.key);
    }
    boolean whole = true;
    for (Reference reference : parent.table().referencedBy()) {
      whole &= heals(gone, reference);
    }
    return whole;
  }

  private boolean heals(Gone gone, Reference reference) {
    CassandraStore children = stores.get(reference.childTable());
    if (children == null) {
      return false;
    }
    return children.eachReferring(
        reference,
        gone.key,
        row -> {
          if (!gone.isStill()) {
            return false;
          }
          boolean healed = new CassandraOrphan(children, reference, row).heals();
          if (!healed) {
            tell(children.table(), reference, row);
          }
          return healed;
        });
  }

  private void tell(Table table, Reference reference, CassandraRow row) {
    String name = table.type().name() + " " + row.values().key() + " by " + reference.field();
    if (told.size() < MOST_NOTES && told.add(name)) {
      LOG.warn(
          "a row refers to one that is not there and could not be mended, see doctor: {}", name);
    }
  }

  /**
   * A row that has been deleted. It may come back, and be referred to again: so before each row is
   * healed, which was read before, it must not be there, nor may there be a note of another delete.
   * For one thread.
   */
  private final class Gone {
    private final CassandraStore store;
    private final String position;
    private final Key key;
    private final Set<UUID> known = new HashSet<>();

    Gone(CassandraStore store, List<CassandraJournal.Note> notes) {
      this.store = store;
      this.position = notes.get(0).position();
      this.key = Objects.requireNonNull(KeyPositions.decode(store.table(), position));
      notes.forEach(note -> known.add(note.id()));
    }

    boolean isStill() {
      return !store.isThere(key)
          && journal.notes(store.table(), position).stream()
              .allMatch(note -> known.contains(note.id()));
    }
  }
}
