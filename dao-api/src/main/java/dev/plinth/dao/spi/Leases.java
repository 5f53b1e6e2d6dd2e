/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;

import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Locks kept as rows of an ordinary table: taken by an insert with a time to live, renewed by an
 * update, given back by a delete.
 */
final class Leases implements Mutex {
  private static final Schema SCHEMA =
      Schema.named("plinth_leases")
          .primaryKey("name")
          .ttl()
          .noAdminApi()
          .field("name", string().required())
          .field("owner", string().required())
          .field("token", uuid().required())
          .build();

  private final Table table =
      Objects.requireNonNull(Table.of(SchemaSet.of(SCHEMA)).get(SCHEMA.name()));
  private final EntityType type = table.type();
  private final Strategy strategy;
  private final EntityStore store;
  private boolean prepared;

  private Leases(Strategy strategy) {
    this.strategy = strategy;
    this.store = strategy.store(table);
  }

  static Mutex on(Strategy strategy) {
    return new Leases(strategy);
  }

  @Override
  public Optional<Lease> tryAcquire(String name, String owner, Duration duration) {
    prepare();
    UUID token = UUID.randomUUID();
    Entity row =
        type.insert(Values.of("name", name).and("owner", owner).and("token", token))
            .entity()
            .expiring(duration);
    try {
      store.insert(new Insert(table, row));
      return Optional.of(new RowLease(Key.of(name), token));
    } catch (DaoException.Duplicate e) {
      return Optional.empty();
    }
  }

  private synchronized void prepare() {
    if (!prepared) {
      strategy.prepare(table);
      prepared = true;
    }
  }

  private final class RowLease implements Lease {
    private final Key key;
    private final UUID token;

    RowLease(Key key, UUID token) {
      this.key = key;
      this.token = token;
    }

    private Optional<Entity> held() {
      return Optional.ofNullable(store.select(table.primary(), key))
          .filter(row -> token.equals(row.get("token")));
    }

    @Override
    public boolean renew(Duration duration) {
      Optional<Entity> row = held();
      if (row.isEmpty()) {
        return false;
      }
      try {
        store.update(new Update(table, row.get(), row.get().expiring(duration), false));
        return true;
      } catch (DaoException.Changed e) {
        return false;
      }
    }

    @Override
    public void close() {
      held().ifPresent(row -> store.delete(new Delete(table, row)));
    }
  }
}
