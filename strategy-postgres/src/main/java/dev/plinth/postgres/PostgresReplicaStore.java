/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Delete;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Scan;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Update;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a replica, and from the primary what the replica fails to answer; writes to the
 * primary. Safe for use by many threads.
 */
final class PostgresReplicaStore implements EntityStore {
  private final EntityStore primary;
  private final EntityStore replica;
  private final PostgresReplica state;

  PostgresReplicaStore(EntityStore primary, EntityStore replica, PostgresReplica state) {
    this.primary = primary;
    this.replica = replica;
    this.state = state;
  }

  private <T extends @Nullable Object> T read(Function<EntityStore, T> reading) {
    if (!state.isToBeRead()) {
      return reading.apply(primary);
    }
    try {
      T found = reading.apply(replica);
      state.answered();
      return found;
    } catch (DaoException.Fault e) {
      if (PostgresErrors.isConnection(e)) {
        state.lost(e.message());
      } else {
        state.answered();
      }
      return reading.apply(primary);
    }
  }

  @Override
  public @Nullable Entity select(Index index, Key key) {
    return this.<@Nullable Entity>read(store -> store.select(index, key));
  }

  @Override
  public Map<Key, Entity> selectAll(Index index, List<Key> keys) {
    return read(store -> store.selectAll(index, keys));
  }

  @Override
  public Slice page(Scan scan) {
    return read(store -> store.page(scan));
  }

  @Override
  public Entity insert(Insert insert) {
    return primary.insert(insert);
  }

  @Override
  public Entity update(Update update) {
    return primary.update(update);
  }

  @Override
  public boolean delete(Delete delete) {
    return primary.delete(delete);
  }

  @Override
  public void truncate() {
    primary.truncate();
  }
}
