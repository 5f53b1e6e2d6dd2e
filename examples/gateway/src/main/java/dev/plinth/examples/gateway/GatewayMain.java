/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.cassandra.CassandraConfig;
import dev.plinth.cassandra.CassandraStrategy;
import dev.plinth.cli.Application;
import dev.plinth.postgres.PostgresConfig;
import dev.plinth.postgres.PostgresStrategy;

/** What {@code ./plinth} runs. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(application().run(args));
  }

  static Application application() {
    return Application.named("plinth")
        .schemas(Gateway.schemas())
        .functions(GatewayFunctions.all())
        .migrations(Gateway.migrations())
        .adminApi(Gateway::adminApi)
        .strategy("postgres", settings -> PostgresStrategy.of(PostgresConfig.from(settings)))
        .strategy("cassandra", settings -> CassandraStrategy.of(CassandraConfig.from(settings)))
        .command(new DemoCommand(GatewayMain::application))
        .build();
  }
}
