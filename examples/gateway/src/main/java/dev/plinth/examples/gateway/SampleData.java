/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Capability;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Values;
import java.util.List;

/**
 * A dozen services with a route each, and a dozen consumers with a key each, to have something to
 * look at.
 */
final class SampleData {
  private static final List<String> SERVICES =
      List.of(
          "accounts",
          "billing",
          "catalogue",
          "delivery",
          "events",
          "files",
          "geo",
          "health",
          "identity",
          "jobs",
          "ledger",
          "mail");
  private static final List<String> CONSUMERS =
      List.of(
          "ada",
          "barbara",
          "claude",
          "dennis",
          "edsger",
          "frances",
          "grace",
          "hedy",
          "ivan",
          "jean",
          "katherine",
          "leslie");

  private SampleData() {}

  /**
   * Loads the sample unless there are services already, whole or not at all where the store has
   * transactions; returns the number of entities.
   */
  static int loadIfEmpty(Db db) {
    if (!db.dao("services").page(Query.all().size(1)).items().isEmpty()) {
      return 0;
    }
    return db.supports(Capability.TRANSACTIONS) ? db.inTransaction(SampleData::load) : load(db);
  }

  private static int load(Db db) {
    Dao<Entity> services = db.dao("services");
    Dao<Entity> routes = db.dao("routes");
    for (String name : SERVICES) {
      Entity service =
          services.insert(
              Values.of("name", name)
                  .and("url", "http://" + name + ".internal:8080/v1")
                  .and("tags", List.of("sample")));
      routes.insert(
          Values.of("name", name)
              .and("service", service.key())
              .and("paths", List.of("/" + name))
              .and("tags", List.of("sample")));
    }
    Dao<Entity> consumers = db.dao("consumers");
    Dao<Entity> keys = db.dao("keyauth_credentials");
    for (String name : CONSUMERS) {
      Entity consumer =
          consumers.insert(Values.of("username", name).and("tags", List.of("sample")));
      keys.insert(Values.of("consumer", consumer.key()).and("tags", List.of("sample")));
    }
    return 2 * (SERVICES.size() + CONSUMERS.size());
  }
}
