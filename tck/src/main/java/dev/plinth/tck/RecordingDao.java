/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.ForwardingDao;
import dev.plinth.dao.ReadOptions;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DAO that writes down in a history what goes through it. Safe for use by many threads. */
final class RecordingDao extends ForwardingDao {
  private final History history;

  RecordingDao(Dao<Entity> base, History history) {
    super(base);
    this.history = history;
  }

  /** Returns the primary key among the values: what is made must be known if no answer comes. */
  private Key made(Values values) {
    List<Object> parts = new ArrayList<>();
    for (String name : type().schema().primaryKey()) {
      Object part = values.get(name);
      if (part == null) {
        throw new IllegalArgumentException(
            "a history needs the primary key of what is made: give '" + name + "' a value");
      }
      parts.add(part);
    }
    return Key.ofParts(parts);
  }

  private Call.Result found(Entity entity) {
    return Call.Result.row(entity.key(), history.row(entity));
  }

  @Override
  public Optional<Entity> select(Key key, ReadOptions options) {
    return history.noted(
        Call.Kind.SELECT,
        key,
        null,
        Values.none(),
        () -> super.select(key, options),
        entity -> entity.map(this::found).orElse(Call.Result.of(Call.Answer.NOTHING)));
  }

  @Override
  public Entity insert(Values values, WriteOptions options) {
    Key key = made(values);
    return history.noted(
        Call.Kind.INSERT, key, key, values, () -> super.insert(values, options), this::found);
  }

  @Override
  public Entity update(Key key, Values changes, WriteOptions options) {
    return history.noted(
        Call.Kind.UPDATE,
        key,
        null,
        changes,
        () -> super.update(key, changes, options),
        this::found);
  }

  @Override
  public Entity upsert(Key key, Values values, WriteOptions options) {
    Key made = key.isPrimary() ? key : made(values);
    return history.noted(
        Call.Kind.UPSERT, key, made, values, () -> super.upsert(key, values, options), this::found);
  }

  @Override
  public boolean delete(Key key, WriteOptions options) {
    return history.noted(
        Call.Kind.DELETE,
        key,
        null,
        Values.none(),
        () -> super.delete(key, options),
        done -> Call.Result.of(done ? Call.Answer.DONE : Call.Answer.NOTHING));
  }
}
