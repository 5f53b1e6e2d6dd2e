/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.UUID;

/** Consumers by Plinth. */
final class PlinthConsumers implements ConsumerWrites {
  private static final Query FIRST = Query.all().size(PAGE);

  private final Db db;
  private final Dao<Entity> dao;

  PlinthConsumers(Db db) {
    this.db = db;
    this.dao = db.dao("consumers");
  }

  @Override
  public Object byId(UUID id) {
    return dao.select(Key.of(id)).orElseThrow();
  }

  @Override
  public Object byUsername(String username) {
    return dao.select(Key.by("username", username)).orElseThrow();
  }

  @Override
  public List<Entity> page() {
    return dao.page(FIRST).items();
  }

  @Override
  public Object insert(UUID id, String username) {
    return dao.insert(Values.of("id", id).and("username", username));
  }

  @Override
  public Object update(UUID id, String customId) {
    return dao.update(Key.of(id), Values.of("custom_id", customId));
  }

  @Override
  public Object upsert(UUID id, String username, String customId) {
    return dao.upsert(Key.of(id), Values.of("username", username).and("custom_id", customId));
  }

  @Override
  public boolean delete(UUID id) {
    return dao.delete(Key.of(id));
  }

  @Override
  public void close() {
    db.close();
  }
}
