/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.admin.server.AdminServer;
import dev.plinth.admin.server.AdminServerConfig;
import dev.plinth.cassandra.CassandraConfig;
import dev.plinth.cassandra.CassandraStrategy;
import dev.plinth.cli.Application;
import dev.plinth.cli.Termination;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.embedded.EmbeddedCassandra;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.migrations.Command;
import dev.plinth.migrations.Migrations;
import dev.plinth.postgres.PostgresStrategy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the gateway on a database of its own: migrations, sample entities, Admin API. */
@picocli.CommandLine.Command(
    name = "demo",
    description =
        "Starts an embedded PostgreSQL or Cassandra, migrates it, loads a sample when it is empty, and serves the Admin API until Ctrl-C. The data are there again the next time.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Supplier<Application> application;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      defaultValue = "8001",
      description =
          "The port on 127.0.0.1 to listen on (default: ${DEFAULT-VALUE}); 0: any free one.")
  private int port;

  /** The databases that the demo starts. */
  enum Database {
    postgres(".plinth"),
    cassandra(".plinth-cassandra");

    private final Path folder;

    Database(String folder) {
      this.folder = Path.of(System.getProperty("plinth.home", "."), folder);
    }
  }

  @Option(
      names = "--strategy",
      defaultValue = "postgres",
      description = "The database: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Database database = Database.postgres;

  @Option(
      names = "--data",
      description =
          "The folder that keeps the database (default: .plinth or .plinth-cassandra beside the script).")
  private @Nullable Path data;

  DemoCommand(Supplier<Application> application) {
    this.application = application;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = data == null ? database.folder : data;
    try (Termination termination = Termination.install()) {
      switch (database) {
        case postgres -> {
          try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            serve(PostgresStrategy.of(postgres.url()), termination);
          }
        }
        case cassandra -> {
          try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(folder)) {
            serve(
                CassandraStrategy.of(
                    CassandraConfig.of(cassandra.contactPoint(), cassandra.localDatacenter())
                        .withReplication(1)),
                termination);
          }
        }
      }
    }
    return 0;
  }

  private void serve(Strategy strategy, Termination termination) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Db db = open(strategy)) {
      int loaded = SampleData.loadIfEmpty(db);
      if (loaded > 0) {
        out.println("Loaded a sample of " + loaded + " entities.");
      }
      try (AdminServer server =
          AdminServer.start(
              application.get().adminApi(db), AdminServerConfig.defaults().withPort(port))) {
        greet(out, server.uri().toString());
        termination.await();
      }
    }
  }

  private Db open(Strategy strategy) {
    try {
      Migrations migrations = application.get().migrations(strategy);
      for (Command command : new Command[] {Command.BOOTSTRAP, Command.UP, Command.FINISH}) {
        migrations.run(migrations.plan(command));
      }
      return application.get().open(strategy);
    } catch (RuntimeException e) {
      strategy.close();
      throw e;
    }
  }

  private static void greet(PrintWriter out, String uri) {
    out.println("Admin API at " + uri + " (Ctrl-C stops it). Try:");
    out.println("  curl " + uri + "/services");
    out.println(
        "  curl -X POST "
            + uri
            + "/services -H 'Content-Type: application/json' -d '{\"name\": \"mine\", \"url\": \"http://example.com/api\"}'");
    out.println("  curl " + uri + "/consumers/ada/key-auth");
  }
}
