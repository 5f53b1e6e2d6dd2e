/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of one table. Safe for use by many threads. */
final class CassandraStore implements EntityStore {
  private static final int FETCHED = 100;

  private final Table table;
  private final CassandraLookup lookup;
  private final CassandraScans scans;
  private final CassandraWriter writer;
  private final CassandraRemover remover;
  private final CassandraSweep sweep;
  private final CassandraWrites writes;
  private final CassandraReads reads;
  private final CassandraRows rows;
  private final CassandraHealing healing;
  private final CassandraEvents events;

  CassandraStore(
      CassandraSessions sessions,
      CassandraStatements statements,
      CassandraJournal journal,
      CassandraHealing healing,
      CassandraSteps steps) {
    this.table = statements.table();
    this.lookup = statements.lookup();
    this.scans = new CassandraScans(sessions, table, statements.reads(), statements.rows(), lookup);
    this.writer = new CassandraWriter(statements, steps);
    this.remover = new CassandraRemover(statements, journal, steps);
    this.writes = statements.writes();
    this.reads = statements.reads();
    this.rows = statements.rows();
    this.healing = healing;
    this.events = statements.events();
    this.sweep = new CassandraSweep(sessions, statements, this);
  }

  Table table() {
    return table;
  }

  @Override
  public @Nullable Entity select(Index index, Key key) {
    return lookup.select(index, key);
  }

  @Override
  public Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    return lookup.selectAll(index, keys);
  }

  @Override
  public Slice page(Scan scan) {
    return scans.page(scan);
  }

  @Override
  public Iterator<List<Entity>> each(Scan scan) {
    Iterator<List<Entity>> walk = scans.each(scan);
    return walk == null ? EntityStore.super.each(scan) : walk;
  }

  @Override
  public Entity insert(Insert insert) {
    return writer.insert(insert.entity());
  }

  @Override
  public Entity update(Update update) {
    return writer.update(update);
  }

  @Override
  public boolean delete(Delete delete) {
    return remover.delete(delete.stored());
  }

  /**
   * Removes rows that have expired; those that others refer to stay until these have gone. Then
   * heals what refers to rows that were deleted.
   */
  @Override
  public int sweep(int limit) {
    int removed = table.hasTtl() ? sweep.expired(limit) : 0;
    return removed < limit && !table.referencedBy().isEmpty()
        ? removed + healing.sweep(this, limit - removed)
        : removed;
  }

  /** Says whether there is a row with this primary key, be it that it has expired. */
  boolean isThere(Key key) {
    return reads.settled(key).state().isThere();
  }

  boolean isLive(CassandraRow row) {
    return row.state().isLive(rows.now());
  }

  /**
   * Takes each row in turn that refers to the one with a primary key, be it that it has expired,
   * and says whether all were taken.
   */
  boolean eachReferring(Reference reference, Key parent, Predicate<CassandraRow> taker) {
    List<Object> parts = new ArrayList<>(parent.size());
    KeyParts.add(parts, parent);
    CassandraCql cql = reads.scan(1, CassandraReads.Part.ALL);
    boolean all = true;
    try {
      for (Row one : cql.page(FETCHED, CassandraTerms.field(reference.field(), parts))) {
        CassandraRow row = rows.read(one);
        all &= !row.state().isThere() || taker.test(row);
      }
    } catch (DaoException e) {
      throw e;
    } catch (RuntimeException e) {
      throw cql.failure(e);
    }
    return all;
  }

  /** Says whether a delete was refused because rows refer to it, or because of another writer. */
  boolean deletes(Entity stored) {
    try {
      return remover.delete(stored);
    } catch (DaoException.Referenced | DaoException.Changed e) {
      return false;
    }
  }

  @Override
  public void truncate() {
    CassandraIntent intent = events.begin(Event.truncated(table), CassandraState.ABSENT, null);
    try {
      intent.acknowledged();
      writes.truncate(CassandraCatalogue.hasClaims(table));
    } finally {
      intent.applied();
    }
  }
}
