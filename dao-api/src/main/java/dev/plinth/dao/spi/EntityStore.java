/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table. Blocking; throws only what {@link Failures} makes; must be safe for use by
 * many threads.
 *
 * <p>Rows that have expired are not there for any operation, but for a scan that asks for them and
 * the delete of one that was found so. One that has the key or a unique value of a row to be
 * written is removed; if rows refer to it, the write throws {@link Failures#referenced}, and the
 * engine removes it with them.
 */
public interface EntityStore {
  /**
   * Returns the row with this key of a unique index, or null. The key has one part for each column
   * of the index, of its Java type.
   */
  @Nullable Entity select(Index index, Key key);

  /** Returns rows of a scan, and where to go on. */
  Slice page(Scan scan);

  /**
   * Returns all rows of a scan from its position on, some at a time, not all of them in memory; the
   * size of the scan says how many are about right. Nothing is read before it is asked for, and
   * nothing has to be closed. Override where the store can read ahead.
   */
  default Iterator<List<Entity>> each(Scan scan) {
    return new Slices(this, scan);
  }

  /**
   * Adds a row and returns it as {@link #select} would. Throws {@link Failures#duplicate}, the
   * primary key before the others, and {@link Failures#dangling}.
   */
  Entity insert(Insert insert);

  /**
   * Replaces the very row that was read ({@link Update#stored}) and returns it as {@link #select}
   * would. Throws {@link Failures#changed} when it is no longer that, and as {@link #insert}.
   */
  Entity update(Update update);

  /**
   * Removes the very row that was read; false when there is none. Throws {@link Failures#changed}
   * when it is no longer that, and {@link Failures#referenced} while rows refer to it.
   */
  boolean delete(Delete delete);

  /**
   * Removes the row with this key of a unique index at once, if it is there and no row refers to
   * it, be it an expired one, and returns it as it was; null when there is nothing to remove so:
   * then the engine looks closer. Throws {@link Failures#referenced} when a row came meanwhile.
   * Override where the store does it in one round trip.
   *
   * @param workspace the only one whose row is meant; null: whichever has it, or none has any
   */
  default @Nullable Entity take(Index index, Key key, @Nullable UUID workspace) {
    return null;
  }

  /**
   * Adds the row, or replaces the one with its primary key whole. Override where the store does it
   * in one.
   */
  default Upserted upsert(Insert insert) {
    return Upserts.loop(this, insert);
  }

  /**
   * Returns the rows with these keys of a unique index; keys of nothing are left out. Override
   * where the store does it in one round trip.
   */
  default Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    Map<Key, Entity> found = new LinkedHashMap<>();
    for (Key key : keys) {
      Entity entity = select(index, key);
      if (entity != null) {
        found.put(key, entity);
      }
    }
    return found;
  }

  /**
   * Adds rows, in order; what was added before a failure stays unless a transaction undoes it.
   * Override where the store does it in fewer round trips.
   */
  default List<Entity> insertAll(List<Insert> inserts) {
    List<Entity> entities = new ArrayList<>(inserts.size());
    for (Insert insert : inserts) {
      entities.add(insert(insert));
    }
    return entities;
  }

  /**
   * Removes rows that have expired, {@code limit} at most, and returns how many; none where the
   * store does so by itself. Mends as well, counted among them, what a crashed writer has left
   * referring to rows of this table, where a crash can do so. Called for tables with a time to live
   * and for those referred to; several nodes may call it at once.
   */
  default int sweep(int limit) {
    return 0;
  }

  /** Removes all rows; for tests. */
  void truncate();
}
