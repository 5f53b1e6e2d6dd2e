/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.admin.AdminApi;
import dev.plinth.admin.Method;
import dev.plinth.dao.Db;
import dev.plinth.migrations.Subsystem;
import dev.plinth.schema.Functions;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Shorthand;

/** The gateway's data: its schemas, migrations and endpoints. */
public final class Gateway {
  private static final Shorthand.Expansion<String> SERVICE_URL = ServiceUrl::expand;

  private Gateway() {}

  /**
   * Returns the schemas of services, routes, consumers, their keys, and the certificates that
   * services refer to.
   */
  public static SchemaSet schemas() {
    return SchemaSet.load(loader(), "schemas", functions());
  }

  /** Returns the functions that the schema files name. */
  public static Functions functions() {
    return Functions.none().shorthand("service_url", SERVICE_URL);
  }

  /** Returns the migrations: the core's and those of key authentication. */
  public static Subsystem[] migrations() {
    return new Subsystem[] {
      Subsystem.load(loader(), "core", "migrations/core"),
      Subsystem.load(loader(), "key-auth", "migrations/key-auth")
    };
  }

  /** Returns the Admin API of the entities, with a look-up of consumers by {@code custom_id}. */
  public static AdminApi adminApi(Db db) {
    return AdminApi.of(db)
        .on(Method.GET, "/consumers", new ConsumerByCustomId(db.dao("consumers")))
        .build();
  }

  private static ClassLoader loader() {
    return Gateway.class.getClassLoader();
  }
}
