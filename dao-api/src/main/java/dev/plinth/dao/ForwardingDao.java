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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A DAO that passes each operation on; the base of DAOs with operations of their own. */
public abstract class ForwardingDao implements Dao<Entity> {
  private final Dao<Entity> base;

  /** Makes a DAO over another. */
  protected ForwardingDao(Dao<Entity> base) {
    this.base = Objects.requireNonNull(base, "base");
  }

  @Override
  public EntityType type() {
    return base.type();
  }

  @Override
  public Optional<Entity> select(Key key, ReadOptions options) {
    return base.select(key, options);
  }

  @Override
  public Map<Key, Entity> selectAll(Collection<Key> keys, ReadOptions options) {
    return base.selectAll(keys, options);
  }

  @Override
  public Page<Entity> page(Query query, ReadOptions options) {
    return base.page(query, options);
  }

  @Override
  public long count(Query query) {
    return base.count(query);
  }

  @Override
  public Entity insert(Values values, WriteOptions options) {
    return base.insert(values, options);
  }

  @Override
  public List<Entity> insertAll(List<Values> values, WriteOptions options) {
    return base.insertAll(values, options);
  }

  @Override
  public Entity update(Key key, Values changes, WriteOptions options) {
    return base.update(key, changes, options);
  }

  @Override
  public Entity update(Entity before, Entity after) {
    return Work.difference(this, before, after);
  }

  @Override
  public Entity upsert(Key key, Values values, WriteOptions options) {
    return base.upsert(key, values, options);
  }

  @Override
  public boolean delete(Key key, WriteOptions options) {
    return base.delete(key, options);
  }

  @Override
  public Values values(Entity entity) {
    return base.values(entity);
  }

  @Override
  public Ref<Entity> ref(Entity entity) {
    return base.ref(entity);
  }

  @Override
  public <V extends Record> Dao<V> as(Class<V> record) {
    return new RecordDao<>(this, record);
  }
}
