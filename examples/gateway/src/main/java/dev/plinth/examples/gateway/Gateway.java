/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.Functions;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Shorthand;

/** The gateway's data: its schemas, linked. */
public final class Gateway {
  private static final Shorthand.Expansion<String> SERVICE_URL = ServiceUrl::expand;

  private Gateway() {}

  /**
   * Returns the schemas of services, routes, consumers, their keys, and the certificates that
   * services refer to.
   */
  public static SchemaSet schemas() {
    return SchemaSet.load(
        Gateway.class.getClassLoader(),
        "schemas",
        Functions.none().shorthand("service_url", SERVICE_URL));
  }
}
