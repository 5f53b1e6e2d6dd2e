/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Slice;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.dao.spi.Upserted;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine: the life of a read and of a write of one schema's entities, over the store of a
 * strategy. Safe for use by many threads.
 */
final class EngineDao implements Dao<Entity> {
  private final Scope scope;
  private final Table table;
  private final EntityType type;
  private final References references;
  private final Lookup lookup;
  private final Scans scans;
  private final Hooks hooks;

  EngineDao(Scope scope, Table table) {
    this.scope = scope;
    this.table = table;
    this.type = table.type();
    this.references = new References(scope, type);
    this.lookup = new Lookup(scope, table);
    this.scans = new Scans(scope, table);
    this.hooks = scope.core().hooks(table);
  }

  @Override
  public EntityType type() {
    return type;
  }

  private EntityStore store() {
    return scope.store(table);
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
    return noted(
        () -> {
          hooks.before(Operation.Kind.SELECT, null, null);
          Entity found = lookup.find(key);
          if (found == null) {
            return Optional.empty();
          }
          Entity read = read(found, options);
          hooks.after(Operation.Kind.SELECT, null, read);
          return Optional.of(read);
        });
  }

  private Entity read(Entity stored, ReadOptions options) {
    return options.isUntransformed() ? stored : type.select(stored);
  }

  @Override
  public Map<Key, Entity> selectAll(Collection<Key> keys, ReadOptions options) {
    return noted(
        () -> {
          hooks.before(Operation.Kind.SELECT, null, null);
          Map<Key, Entity> found = new LinkedHashMap<>();
          lookup.findAll(keys).forEach((key, entity) -> found.put(key, read(entity, options)));
          return found;
        });
  }

  @Override
  public Page<Entity> page(Query query, ReadOptions options) {
    return noted(
        () -> {
          hooks.before(Operation.Kind.PAGE, null, null);
          Scans.Prepared prepared = scans.prepare(query);
          if (prepared == null) {
            return new Page<>(List.of(), null);
          }
          Slice slice = scans.run(prepared);
          List<Entity> entities = new ArrayList<>(slice.entities().size());
          for (Entity stored : slice.entities()) {
            entities.add(read(stored, options));
          }
          return new Page<>(entities, prepared.next(slice));
        });
  }

  @Override
  public long count(Query query) {
    long count = 0;
    Query rest = query.after(null);
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
    return noted(
        () -> {
          Duration ttl = Ttl.checked(table, options);
          Entity entity = placed(accepted(type.insert(references.resolve(values))), ttl);
          hooks.before(Operation.Kind.INSERT, null, entity);
          Entity stored = type.select(store().insert(new Insert(table, entity)));
          hooks.after(Operation.Kind.INSERT, null, stored);
          tell(options, Change.Kind.CREATED, null, stored);
          return stored;
        });
  }

  @Override
  public List<Entity> insertAll(List<Values> values, WriteOptions options) {
    return noted(
        () -> {
          Duration ttl = Ttl.checked(table, options);
          List<Insert> inserts = new ArrayList<>(values.size());
          for (Values one : values) {
            Entity entity = placed(accepted(type.insert(references.resolve(one))), ttl);
            hooks.before(Operation.Kind.INSERT, null, entity);
            inserts.add(new Insert(table, entity));
          }
          List<Entity> stored =
              Work.atomically(scope, inside -> inside.store(table).insertAll(inserts)).stream()
                  .map(type::select)
                  .toList();
          for (Entity entity : stored) {
            hooks.after(Operation.Kind.INSERT, null, entity);
            tell(options, Change.Kind.CREATED, null, entity);
          }
          return stored;
        });
  }

  private Entity accepted(Verdict verdict) {
    if (!verdict.isAccepted()) {
      throw new DaoException.SchemaViolation(verdict.violations());
    }
    return verdict.entity();
  }

  private Entity placed(Entity entity, @Nullable Duration ttl) {
    for (String part : type.schema().primaryKey()) {
      if (entity.get(part) == null) {
        throw new DaoException.SchemaViolation(
            dev.plinth.schema.Violations.of(part, "required field missing", "required"));
      }
    }
    return entity.in(scope.workspace(table)).expiring(ttl);
  }

  @Override
  public Entity update(Key key, Values changes, WriteOptions options) {
    return noted(
        () -> {
          Duration ttl = Ttl.checked(table, options);
          Values resolved = references.resolve(changes);
          return Work.untilUnchanged(
              options.ifMatch().isPresent(),
              () -> {
                Entity stored = lookup.find(key);
                if (stored == null) {
                  throw Failures.notFound(type, key);
                }
                Entity seen = type.select(stored);
                requireMatch(options, seen);
                Entity next =
                    accepted(type.update(seen, resolved)).in(stored.workspace()).expiring(ttl);
                return replace(Operation.Kind.UPDATE, stored, next, options);
              });
        });
  }

  private Entity replace(Operation.Kind kind, Entity stored, Entity next, WriteOptions options) {
    hooks.before(kind, stored, next);
    boolean keepsTtl = kind == Operation.Kind.UPDATE && options.ttl().isEmpty();
    Entity written = type.select(store().update(new Update(table, stored, next, keepsTtl)));
    hooks.after(kind, stored, written);
    tell(options, Change.Kind.UPDATED, stored, written);
    return written;
  }

  private void requireMatch(WriteOptions options, @Nullable Entity seen) {
    Optional<String> wanted = options.ifMatch();
    if (wanted.isPresent() && (seen == null || !seen.etag().equals(wanted.get()))) {
      throw new DaoException.Changed(
          "the '" + type.name() + "' entity is not the one that was read: read it again", Map.of());
    }
  }

  @Override
  public Entity update(Entity before, Entity after) {
    Values changes = Work.withoutAutomatic(type, Values.difference(before, after));
    Values expected = Values.none();
    for (String name : changes.names()) {
      expected = expected.and(name, before.get(name));
    }
    return Work.merge(this, before.key(), expected, changes);
  }

  @Override
  public Entity upsert(Key key, Values values, WriteOptions options) {
    return noted(
        () -> {
          Duration ttl = Ttl.checked(table, options);
          Key normal = lookup.normalize(key);
          Values resolved = references.resolve(values);
          boolean once = options.ifMatch().isPresent();
          return normal.isPrimary()
              ? Work.untilUnchanged(once, () -> upsertByPrimary(normal, resolved, ttl, options))
              : Work.untilUnchanged(once, () -> upsertByUnique(normal, resolved, ttl, options));
        });
  }

  private Values with(Values values, Key key) {
    List<String> names = key.isPrimary() ? type.schema().primaryKey() : key.names();
    Values with = values;
    for (int i = 0; i < names.size(); i++) {
      with = with.and(names.get(i), key.part(i));
    }
    return with;
  }

  private Entity upsertByPrimary(
      Key key, Values values, @Nullable Duration ttl, WriteOptions options) {
    Entity next = placed(accepted(type.upsert(with(values, key))), ttl);
    if (options.ifMatch().isPresent()) {
      Entity stored = lookup.find(key);
      requireMatch(options, stored == null ? null : type.select(stored));
      return replace(
          Operation.Kind.UPSERT, java.util.Objects.requireNonNull(stored), next, options);
    }
    hooks.before(Operation.Kind.UPSERT, null, next);
    Upserted upserted = store().upsert(new Insert(table, next));
    Entity written = type.select(upserted.entity());
    hooks.after(Operation.Kind.UPSERT, upserted.replaced(), written);
    tell(
        options,
        upserted.replaced() == null ? Change.Kind.CREATED : Change.Kind.UPDATED,
        upserted.replaced(),
        written);
    return written;
  }

  private Entity upsertByUnique(
      Key key, Values values, @Nullable Duration ttl, WriteOptions options) {
    Values named = with(values, key);
    Entity stored = lookup.find(key);
    requireMatch(options, stored == null ? null : type.select(stored));
    if (stored != null) {
      Entity next = placed(accepted(type.upsert(with(named, stored.key()))), ttl);
      return replace(Operation.Kind.UPSERT, stored, next, options);
    }
    Entity entity = placed(accepted(type.upsert(named)), ttl);
    hooks.before(Operation.Kind.UPSERT, null, entity);
    Entity written;
    try {
      written = type.select(store().insert(new Insert(table, entity)));
    } catch (DaoException.Duplicate e) {
      if (!scope.isTransaction() && lookup.find(key) != null) {
        throw Failures.changed(table, key);
      }
      throw e;
    }
    hooks.after(Operation.Kind.UPSERT, null, written);
    tell(options, Change.Kind.CREATED, null, written);
    return written;
  }

  @Override
  public boolean delete(Key key, WriteOptions options) {
    return noted(
        () -> {
          lookup.normalize(key);
          return Work.untilUnchanged(
              options.ifMatch().isPresent(),
              () -> {
                Entity stored = lookup.find(key);
                if (options.ifMatch().isPresent()) {
                  requireMatch(options, stored == null ? null : type.select(stored));
                }
                if (stored == null) {
                  return false;
                }
                List<Change> changes =
                    Work.atomically(scope, inside -> new Removal(inside).remove(table, stored));
                if (!options.isSilent()) {
                  changes.forEach(scope::tell);
                }
                return true;
              });
        });
  }

  private void tell(
      WriteOptions options, Change.Kind kind, @Nullable Entity before, @Nullable Entity after) {
    if (!options.isSilent()) {
      scope.tell(new Change(kind, before, after, true));
    }
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
