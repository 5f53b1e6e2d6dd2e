/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.Objects;

/**
 * An upsert for stores that have none: select, then insert or update, again when somebody was
 * faster.
 */
final class Upserts {
  private static final int TRIES = 20;

  private Upserts() {}

  static Upserted loop(EntityStore store, Insert insert) {
    Table table = insert.table();
    Entity entity = insert.entity();
    Key key = Objects.requireNonNull(table.keyIn(table.primary(), entity), "primary key");
    for (int attempt = 1; ; attempt++) {
      Entity stored = store.select(table.primary(), key);
      if (stored != null && !Objects.equals(stored.workspace(), entity.workspace())) {
        throw Failures.duplicate(table, table.primary(), entity);
      }
      try {
        return stored == null
            ? new Upserted(store.insert(insert), null)
            : new Upserted(store.update(new Update(table, stored, entity, false)), stored);
      } catch (DaoException.Changed e) {
        if (attempt == TRIES) {
          throw e;
        }
      } catch (DaoException.Duplicate e) {
        if (attempt == TRIES || stored != null || store.select(table.primary(), key) == null) {
          throw e;
        }
      }
    }
  }
}
