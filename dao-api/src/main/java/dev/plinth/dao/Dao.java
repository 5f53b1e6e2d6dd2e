/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Access to the entities of one schema, as {@link dev.plinth.schema.Entity} or as a record class.
 *
 * <p>Nine abstract operations; every convenience ends in one of them, so that a {@link
 * ForwardingDao} sees all calls. For wrapping, not for foreign implementations: new operations
 * arrive as defaults. Safe for use by many threads. All operations throw {@link DaoException}.
 */
public interface Dao<R> {
  /** Returns the schema, compiled. */
  EntityType type();

  /** Returns the entity, if there is one. */
  Optional<R> select(Key key, ReadOptions options);

  /** Returns those of the entities that there are, in one round trip where the store can. */
  Map<Key, R> selectAll(Collection<Key> keys, ReadOptions options);

  /** Returns a page of a query. */
  Page<R> page(Query query, ReadOptions options);

  /** Returns the number of entities of a query, exactly; it may read them all. */
  long count(Query query);

  /** Makes an entity and returns it as it is stored. */
  R insert(Values values, WriteOptions options);

  /**
   * Makes entities, all or none where the strategy has transactions, and returns them as they are
   * stored, in order.
   */
  List<R> insertAll(List<Values> values, WriteOptions options);

  /**
   * Changes what is mentioned of an entity and returns it as it is stored; concurrent changes are
   * merged or refused, never lost.
   */
  R update(Key key, Values changes, WriteOptions options);

  /** Makes the entity or replaces it whole, and returns it as it is stored. */
  R upsert(Key key, Values values, WriteOptions options);

  /**
   * Deletes the entity and what its schema says must go with it; true when there was something to
   * delete.
   */
  boolean delete(Key key, WriteOptions options);

  /** Returns the record as values to send; null components are left out. */
  Values values(R entity);

  /** Returns a reference to the entity. */
  Ref<R> ref(R entity);

  /** Returns this DAO with another record class as its view. */
  <V extends Record> Dao<V> as(Class<V> record);

  /** Returns the entity, if there is one. */
  default Optional<R> select(Key key) {
    return select(key, ReadOptions.none());
  }

  /** Returns the entity, if there is one. */
  default Optional<R> select(UUID id) {
    return select(Key.of(id));
  }

  /** Returns the entity, if there is one. */
  default Optional<R> select(Ref<R> ref) {
    return select(ref.key());
  }

  /**
   * Returns the entity.
   *
   * @throws DaoException.NotFound when there is none
   */
  default R require(Key key) {
    return select(key).orElseThrow(() -> Failures.notFound(type(), key));
  }

  /** Returns a page of a query. */
  default Page<R> page(Query query) {
    return page(query, ReadOptions.none());
  }

  /**
   * Returns all entities, a page at a time as they are asked for; nothing stays open between pages.
   */
  default Iterable<R> each() {
    return each(Query.all());
  }

  /**
   * Returns the entities of a query, a page at a time as they are asked for; nothing stays open
   * between pages.
   */
  default Iterable<R> each(Query query) {
    return () -> new PageIterator<>(this, query);
  }

  /**
   * Returns the entities of a query, a page at a time as they are asked for; nothing has to be
   * closed.
   */
  default Stream<R> stream(Query query) {
    return StreamSupport.stream(each(query).spliterator(), false);
  }

  /** Makes an entity and returns it as it is stored. */
  default R insert(Values values) {
    return insert(values, WriteOptions.none());
  }

  /** Makes entities, all or none where the strategy has transactions. */
  default List<R> insertAll(List<Values> values) {
    return insertAll(values, WriteOptions.none());
  }

  /** Returns those of the entities that there are. */
  default Map<Key, R> selectAll(Collection<Key> keys) {
    return selectAll(keys, ReadOptions.none());
  }

  /** Makes an entity of what the view holds; its null components are left to the schema. */
  default R insert(R entity) {
    return insert(values(entity));
  }

  /** Changes what is mentioned of an entity and returns it as it is stored. */
  default R update(Key key, Values changes) {
    return update(key, changes, WriteOptions.none());
  }

  /**
   * Writes what differs between two states of an entity.
   *
   * @throws DaoException.Changed when a field that differs is no longer as in {@code before}
   */
  R update(R before, R after);

  /** Makes the entity or replaces it whole. */
  default R upsert(Key key, Values values) {
    return upsert(key, values, WriteOptions.none());
  }

  /** Makes the entity or replaces it whole. */
  default R upsert(R entity) {
    return upsert(ref(entity).key(), values(entity));
  }

  /** Deletes the entity; true when there was something to delete. */
  default boolean delete(Key key) {
    return delete(key, WriteOptions.none());
  }

  /** Deletes the entity; true when there was something to delete. */
  default boolean delete(UUID id) {
    return delete(Key.of(id));
  }

  /** Deletes the entity; true when there was something to delete. */
  default boolean delete(Ref<R> ref) {
    return delete(ref.key());
  }
}
