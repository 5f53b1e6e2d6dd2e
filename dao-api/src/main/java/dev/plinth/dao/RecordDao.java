/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A DAO with a record class as its view. Safe for use by many threads. */
final class RecordDao<R extends Record> implements Dao<R> {
  private final Dao<Entity> base;
  private final Class<R> record;
  private final RecordValues<R> components;

  RecordDao(Dao<Entity> base, Class<R> record) {
    this.base = base;
    this.record = record;
    this.components = RecordValues.of(record);
    base.type().checkView(record);
  }

  private R view(Entity entity) {
    return entity.as(record);
  }

  @Override
  public EntityType type() {
    return base.type();
  }

  @Override
  public Optional<R> select(Key key, ReadOptions options) {
    return base.select(key, options).map(this::view);
  }

  @Override
  public Map<Key, R> selectAll(Collection<Key> keys, ReadOptions options) {
    Map<Key, R> views = new LinkedHashMap<>();
    base.selectAll(keys, options).forEach((key, entity) -> views.put(key, view(entity)));
    return views;
  }

  @Override
  public Page<R> page(Query query, ReadOptions options) {
    return base.page(query, options).map(this::view);
  }

  @Override
  public Iterable<R> each(Query query) {
    Iterable<Entity> entities = base.each(query);
    return () -> {
      Iterator<Entity> rows = entities.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public R next() {
          return view(rows.next());
        }
      };
    };
  }

  @Override
  public long count(Query query) {
    return base.count(query);
  }

  @Override
  public R insert(Values values, WriteOptions options) {
    return view(base.insert(values, options));
  }

  @Override
  public List<R> insertAll(List<Values> values, WriteOptions options) {
    return base.insertAll(values, options).stream().map(this::view).toList();
  }

  @Override
  public R update(Key key, Values changes, WriteOptions options) {
    return view(base.update(key, changes, options));
  }

  @Override
  public R update(R before, R after) {
    Values old = components.all(before);
    Values next = Work.withoutAutomatic(type(), components.all(after));
    Values expected = Values.none();
    Values changes = Values.none();
    Entity stored = base.require(ref(before).key());
    for (String name : next.names()) {
      if (!Objects.equals(old.get(name), next.get(name))) {
        if (!Objects.equals(components.all(view(stored)).get(name), old.get(name))) {
          throw new DaoException.Changed(
              "'" + name + "' was changed meanwhile: read the entity again", Map.of());
        }
        expected = expected.and(name, stored.get(name));
        changes = changes.and(name, next.get(name));
      }
    }
    return view(Work.merge(base, stored.key(), expected, changes));
  }

  @Override
  public R upsert(Key key, Values values, WriteOptions options) {
    return view(base.upsert(key, values, options));
  }

  @Override
  public boolean delete(Key key, WriteOptions options) {
    return base.delete(key, options);
  }

  @Override
  public Values values(R entity) {
    return components.present(entity);
  }

  @Override
  public Ref<R> ref(R entity) {
    Values values = components.all(entity);
    Key key = base.type().primaryKeyIn(values);
    if (key == null) {
      throw new IllegalArgumentException(
          "the "
              + record.getSimpleName()
              + " has no primary key: its components for "
              + base.type().schema().primaryKey()
              + " are not set");
    }
    return Ref.of(key);
  }

  @Override
  public <V extends Record> Dao<V> as(Class<V> other) {
    return new RecordDao<>(base, other);
  }
}
