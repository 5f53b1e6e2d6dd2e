/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Update;
import dev.plinth.dao.spi.Upserted;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import dev.plinth.schema.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The life of a write of one schema's entities. Safe for use by many threads. */
final class Writes {
  private final Scope scope;
  private final Table table;
  private final EntityType type;
  private final References references;
  private final Lookup lookup;
  private final Expiry expiry;
  private final Hooks hooks;

  Writes(Scope scope, Table table, Lookup lookup) {
    this.scope = scope;
    this.table = table;
    this.type = table.type();
    this.references = new References(scope, table);
    this.lookup = lookup;
    this.expiry = new Expiry(scope, table);
    this.hooks = scope.core().hooks(table);
  }

  /** Checks the options, and returns the time to live asked for. */
  private @Nullable Duration ttl(WriteOptions options) {
    requireOneWorkspace();
    return Ttl.checked(table, options);
  }

  private void requireOneWorkspace() {
    if (scope.isAcross(table)) {
      throw Failures.invalidOption(
          "workspace", "'" + type.name() + "' is written in one workspace, not across all");
    }
  }

  Entity insert(Values values, WriteOptions options) {
    Duration ttl = ttl(options);
    Entity entity = made(type.insert(references.resolve(values)), ttl);
    hooks.before(Operation.Kind.INSERT, null, entity);
    Entity stored = write(List.of(entity), store -> store.insert(new Insert(table, entity)));
    return written(Operation.Kind.INSERT, null, type.select(stored), options);
  }

  List<Entity> insertAll(List<Values> values, WriteOptions options) {
    Duration ttl = ttl(options);
    List<Entity> entities = new ArrayList<>(values.size());
    List<Insert> inserts = new ArrayList<>(values.size());
    for (Values one : values) {
      Entity entity = made(type.insert(references.resolve(one)), ttl);
      hooks.before(Operation.Kind.INSERT, null, entity);
      entities.add(entity);
      inserts.add(new Insert(table, entity));
    }
    List<Entity> stored =
        making(
            entities,
            () -> Work.atomically(scope, inside -> inside.store(table).insertAll(inserts)));
    List<Entity> written = stored.stream().map(type::select).toList();
    written.forEach(entity -> written(Operation.Kind.INSERT, null, entity, options));
    return written;
  }

  private static Entity accepted(Verdict verdict) {
    if (!verdict.isAccepted()) {
      throw new DaoException.SchemaViolation(verdict.violations());
    }
    return verdict.entity();
  }

  /** Returns an entity that is to be written whole. */
  private Entity made(Verdict verdict, @Nullable Duration ttl) {
    Entity entity = accepted(verdict);
    for (String part : type.schema().primaryKey()) {
      if (entity.get(part) == null) {
        throw new DaoException.SchemaViolation(
            Violations.of(part, "required field missing", "required"));
      }
    }
    references.requireLive(null, entity);
    return entity.in(scope.workspace(table)).expiring(ttl);
  }

  /**
   * Writes to the store, after room was made when expired rows that have children are in the way.
   */
  private <T> T write(List<Entity> entities, Function<EntityStore, T> write) {
    return making(entities, () -> Work.attempt(scope, () -> write.apply(scope.store(table))));
  }

  private <T> T making(List<Entity> entities, Supplier<T> write) {
    try {
      return write.get();
    } catch (DaoException.Referenced e) {
      if (!expiry.isPossible()) {
        throw e;
      }
    }
    expiry.makeRoom(entities);
    return write.get();
  }

  /** Tells whom it concerns, and returns what was written. */
  private Entity written(
      Operation.Kind kind, @Nullable Entity before, Entity after, WriteOptions options) {
    hooks.after(kind, before, after);
    if (!options.isSilent()) {
      scope.tell(
          new Change(
              before == null ? Change.Kind.CREATED : Change.Kind.UPDATED, before, after, true));
    }
    return after;
  }

  Entity update(Key key, Values changes, WriteOptions options) {
    Duration ttl = ttl(options);
    Values resolved = references.resolve(changes);
    return Work.untilUnchanged(
        scope,
        options.ifMatch().isPresent(),
        () -> {
          Entity stored = lookup.find(key);
          if (stored == null) {
            throw Failures.notFound(type, key);
          }
          Entity seen = type.select(stored);
          requireMatch(options, key, seen);
          Entity next = accepted(type.update(seen, resolved));
          references.requireLive(seen, next);
          Entity written = asStored(stored, seen, next, resolved);
          return replace(
              Operation.Kind.UPDATE, stored, written.in(stored.workspace()).expiring(ttl), options);
        });
  }

  /**
   * Returns the entity with what a transformation of reading made, and nobody asked to change, as
   * it is stored.
   */
  @SuppressWarnings({
    "ReferenceEquality", // reading returns the stored entity itself when it has nothing to do
    "NullAway" // it does not see in class files that an array may hold nulls
  })
  private Entity asStored(Entity stored, Entity seen, Entity next, Values changes) {
    if (seen == stored) {
      return next;
    }
    List<String> names = next.names();
    @Nullable Object[] slots = new @Nullable Object[names.size()];
    for (int i = 0; i < slots.length; i++) {
      String name = names.get(i);
      Object raw = stored.get(name);
      boolean untouched =
          raw != null && !changes.mentions(name) && Objects.equals(next.get(name), seen.get(name));
      slots[i] = untouched ? raw : next.get(name);
    }
    return type.assemble(slots, null, null, null);
  }

  private Entity replace(Operation.Kind kind, Entity stored, Entity next, WriteOptions options) {
    Entity before = type.select(stored);
    hooks.before(kind, before, next);
    boolean keepsTtl = kind == Operation.Kind.UPDATE && options.ttl().isEmpty();
    Entity after =
        write(List.of(next), store -> store.update(new Update(table, stored, next, keepsTtl)));
    return written(kind, before, type.select(after), options);
  }

  private void requireMatch(WriteOptions options, Key key, @Nullable Entity seen) {
    Optional<String> wanted = options.ifMatch();
    if (wanted.isPresent() && (seen == null || !seen.etag().equals(wanted.get()))) {
      throw Failures.changed(table, seen == null ? key : seen.key());
    }
  }

  Entity upsert(Key key, Values values, WriteOptions options) {
    Duration ttl = ttl(options);
    Key normal = lookup.normalize(key);
    Values resolved = with(references.resolve(values), normal);
    return Work.untilUnchanged(
        scope,
        options.ifMatch().isPresent(),
        () ->
            normal.isPrimary() && options.ifMatch().isEmpty()
                ? upsertByPrimary(resolved, ttl, options)
                : upsertFound(normal, resolved, ttl, options));
  }

  private Values with(Values values, Key key) {
    List<String> names = key.isPrimary() ? type.schema().primaryKey() : key.names();
    Values with = values;
    for (int i = 0; i < names.size(); i++) {
      with = with.and(names.get(i), key.part(i));
    }
    return with;
  }

  private Entity upsertByPrimary(Values values, @Nullable Duration ttl, WriteOptions options) {
    Entity next = made(type.upsert(values), ttl);
    hooks.before(Operation.Kind.UPSERT, null, next);
    if (expiry.isPossible()) {
      expiry.makeRoom(List.of(next));
    }
    Upserted upserted = write(List.of(next), store -> store.upsert(new Insert(table, next)));
    Entity replaced = upserted.replaced();
    return written(
        Operation.Kind.UPSERT,
        replaced == null ? null : type.select(replaced),
        type.select(upserted.entity()),
        options);
  }

  /** By a unique value, or under a condition: what is to be replaced has to be looked at first. */
  private Entity upsertFound(Key key, Values values, @Nullable Duration ttl, WriteOptions options) {
    Entity stored = lookup.find(key);
    requireMatch(options, key, stored == null ? null : type.select(stored));
    if (stored != null) {
      Entity next = made(type.upsert(with(values, stored.key())), ttl);
      return replace(Operation.Kind.UPSERT, stored, next, options);
    }
    Entity entity = made(type.upsert(values), ttl);
    hooks.before(Operation.Kind.UPSERT, null, entity);
    Entity made;
    try {
      made = write(List.of(entity), store -> store.insert(new Insert(table, entity)));
    } catch (DaoException.Duplicate e) {
      if (lookup.find(key) != null) {
        throw Failures.changed(table, key);
      }
      throw e;
    }
    return written(Operation.Kind.UPSERT, null, type.select(made), options);
  }

  boolean delete(Key key, WriteOptions options) {
    requireOneWorkspace();
    Key normal = lookup.normalize(key);
    return Work.untilUnchanged(
        scope,
        options.ifMatch().isPresent(),
        () -> {
          if (taken(normal, options)) {
            return true;
          }
          Entity stored = lookup.find(key);
          requireMatch(options, key, stored == null ? null : type.select(stored));
          if (stored == null) {
            return false;
          }
          Removal removal = Work.atomically(scope, inside -> removed(inside, stored, options));
          tell(removal, options);
          return removal.isDone();
        });
  }

  /**
   * Removes a row in one step where nobody has to see it first, and says whether that was all there
   * is to do.
   */
  private boolean taken(Key normal, WriteOptions options) {
    if (scope.isTransaction() || !hooks.isEmpty() || options.ifMatch().isPresent()) {
      return false;
    }
    Entity taken;
    try {
      taken = lookup.take(normal);
    } catch (DaoException.Referenced e) {
      return false; // what refers to it is removed first, or forbids it
    }
    if (taken != null && !options.isSilent()) {
      scope.tell(new Change(Change.Kind.DELETED, type.select(taken), null, true));
    }
    return taken != null;
  }

  /** Without a transaction what was removed before a failure stays removed, and is told. */
  private Removal removed(Scope inside, Entity stored, WriteOptions options) {
    Removal removal = new Removal(inside);
    try {
      return removal.of(table, stored);
    } catch (DaoException e) {
      if (!inside.isTransaction()) {
        tell(removal, options);
      }
      throw e;
    }
  }

  private void tell(Removal removal, WriteOptions options) {
    if (!options.isSilent()) {
      removal.changes().forEach(scope::tell);
    }
  }
}
