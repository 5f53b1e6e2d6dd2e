/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import static java.util.Objects.requireNonNull;

import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine: the life of a read of one schema's entities, over the store of a strategy, and of a
 * write by {@link Writes}. Safe for use by many threads.
 */
final class EngineDao implements Dao<Entity> {
  private final Scope scope;
  private final EntityType type;
  private final Lookup lookup;
  private final Lookup laggingLookup;
  private final Scans scans;
  private final Scans laggingScans;
  private final Writes writes;
  private final Hooks hooks;

  EngineDao(Scope scope, Table table) {
    this.scope = scope;
    this.type = table.type();
    this.lookup = new Lookup(scope, table);
    this.laggingLookup = new Lookup(scope.lagging(), table);
    this.scans = new Scans(scope, table);
    this.laggingScans = new Scans(scope.lagging(), table);
    this.writes = new Writes(scope, table, lookup);
    this.hooks = scope.core().hooks(table);
  }

  @Override
  public EntityType type() {
    return type;
  }

  /** Runs an operation, noting the strategy on what it throws. */
  private <T extends @Nullable Object> T noted(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (DaoException e) {
      throw e.on(scope.core().strategy.name());
    }
  }

  @Override
  public Optional<Entity> select(Key key, ReadOptions options) {
    requireNonNull(key, "key");
    requireNonNull(options, "options");
    return noted(
        () -> {
          hooks.before(Operation.Kind.SELECT, null, null);
          Entity found = lookup(options).find(key);
          if (found == null) {
            return Optional.empty();
          }
          Entity read = read(found, options);
          hooks.after(Operation.Kind.SELECT, null, read);
          return Optional.of(read);
        });
  }

  private Lookup lookup(ReadOptions options) {
    return options.isFresh() ? lookup : laggingLookup;
  }

  private Entity read(Entity stored, ReadOptions options) {
    return options.isUntransformed() ? stored : type.select(stored);
  }

  @Override
  public Map<Key, Entity> selectAll(Collection<Key> keys, ReadOptions options) {
    requireNonNull(keys, "keys");
    requireNonNull(options, "options");
    return noted(
        () -> {
          hooks.before(Operation.Kind.SELECT, null, null);
          Map<Key, Entity> found = lookup(options).findAll(keys);
          found.replaceAll((key, entity) -> read(entity, options));
          return found;
        });
  }

  @Override
  public Page<Entity> page(Query query, ReadOptions options) {
    requireNonNull(query, "query");
    requireNonNull(options, "options");
    return noted(
        () -> {
          hooks.before(Operation.Kind.PAGE, null, null);
          Scans reader = options.isFresh() ? scans : laggingScans;
          Scans.Prepared prepared = reader.prepare(query);
          if (prepared == null) {
            return new Page<>(List.of(), null);
          }
          Slice slice = reader.run(prepared);
          return new Page<>(read(slice.entities(), options), prepared.next(slice));
        });
  }

  private List<Entity> read(List<Entity> stored, ReadOptions options) {
    List<Entity> entities = new ArrayList<>(stored.size());
    for (Entity one : stored) {
      entities.add(read(one, options));
    }
    return entities;
  }

  /** As by its pages, but that the store may read ahead. */
  @Override
  public Iterable<Entity> each(Query query) {
    requireNonNull(query, "query");
    return () -> new PartIterator<>(new Parts(query));
  }

  /** The entities of a query in parts, nothing of them read before it is asked for. */
  private final class Parts implements Iterator<List<Entity>> {
    private final Query query;
    private Scans.@Nullable Prepared prepared;
    private @Nullable Iterator<List<Entity>> rows;

    Parts(Query query) {
      this.query = query;
    }

    @Override
    public boolean hasNext() {
      return rows == null || rows.hasNext();
    }

    @Override
    public List<Entity> next() {
      return noted(
          () -> {
            hooks.before(Operation.Kind.PAGE, null, null);
            if (rows == null) {
              prepared = laggingScans.prepare(query);
              rows = prepared == null ? Collections.emptyIterator() : laggingScans.each(prepared);
            }
            return prepared == null
                ? List.of()
                : read(laggingScans.next(prepared, rows), ReadOptions.none());
          });
    }
  }

  @Override
  public long count(Query query) {
    long count = 0;
    Query rest = requireNonNull(query, "query").after(null);
    while (true) {
      Page<Entity> page = page(rest, ReadOptions.none().untransformed());
      count += page.items().size();
      Optional<Offset> next = page.next();
      if (next.isEmpty()) {
        return count;
      }
      rest = rest.after(next.get());
    }
  }

  @Override
  public Entity insert(Values values, WriteOptions options) {
    requireNonNull(values, "values");
    requireNonNull(options, "options");
    return noted(() -> writes.insert(values, options));
  }

  @Override
  public List<Entity> insertAll(List<Values> values, WriteOptions options) {
    requireNonNull(values, "values");
    requireNonNull(options, "options");
    return noted(() -> writes.insertAll(values, options));
  }

  @Override
  public Entity update(Key key, Values changes, WriteOptions options) {
    requireNonNull(key, "key");
    requireNonNull(changes, "changes");
    requireNonNull(options, "options");
    return noted(() -> writes.update(key, changes, options));
  }

  @Override
  public Entity update(Entity before, Entity after) {
    return Work.difference(this, before, after);
  }

  @Override
  public Entity upsert(Key key, Values values, WriteOptions options) {
    requireNonNull(key, "key");
    requireNonNull(values, "values");
    requireNonNull(options, "options");
    return noted(() -> writes.upsert(key, values, options));
  }

  @Override
  public boolean delete(Key key, WriteOptions options) {
    requireNonNull(key, "key");
    requireNonNull(options, "options");
    return noted(() -> writes.delete(key, options));
  }

  @Override
  public Values values(Entity entity) {
    return entity.toValues();
  }

  @Override
  public Ref<Entity> ref(Entity entity) {
    return Ref.of(entity.key());
  }

  @Override
  public <V extends Record> Dao<V> as(Class<V> record) {
    return new RecordDao<>(this, record);
  }
}
