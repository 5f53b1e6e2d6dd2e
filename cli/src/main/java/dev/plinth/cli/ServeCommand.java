/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.admin.server.AdminServer;
import dev.plinth.admin.server.AdminServerConfig;
import dev.plinth.dao.Db;
import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Strategy;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the Admin API on a database that is there and migrated, until it is told to stop. */
@Command(
    name = "serve",
    description = "Serves the Admin API on the database of the settings.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Application application;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen (default: ${DEFAULT-VALUE}). The Admin API asks nobody for a password: think twice.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8001",
      description = "The port to listen on (default: ${DEFAULT-VALUE}); 0: any free one.")
  private int port;

  ServeCommand(Application application) {
    this.application = application;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Strategy strategy = application.strategy();
        Termination termination = Termination.install()) {
      Health health = strategy.check();
      if (!health.isUp()) {
        throw new UsageException(health.problem().orElse("the database does not answer"));
      }
      application.migrations(strategy).requireUpToDate();
      try (Db db = application.open(strategy);
          AdminServer server =
              AdminServer.start(
                  application.adminApi(db),
                  AdminServerConfig.defaults().withHost(host).withPort(port))) {
        out.println("Admin API at " + server.uri());
        termination.await();
      }
    }
    return 0;
  }
}
