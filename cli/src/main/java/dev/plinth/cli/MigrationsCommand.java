/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import dev.plinth.migrations.Migrations;
import dev.plinth.migrations.Plan;
import dev.plinth.migrations.Report;
import dev.plinth.migrations.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that change the database's tables along with the code. */
@Command(
    name = "migrations",
    description = "Changes the database along with the code, in two phases.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes of 'list': 0 up to date, 3 not prepared, 4 second phases pending, 5 migrations to run."
    })
final class MigrationsCommand implements Runnable {
  private static final int NEEDS_BOOTSTRAP = 3;
  private static final int PENDING = 4;
  private static final int NEW = 5;

  private final Application application;

  @Spec private CommandSpec spec = CommandSpec.create();

  MigrationsCommand(Application application) {
    this.application = application;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do with migrations: '" + spec.qualifiedName() + " --help' lists the commands");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private interface Work {
    int on(Migrations migrations, Strategy strategy);
  }

  private int with(int lockSeconds, Work work) {
    try (Strategy strategy = application.strategy()) {
      Health health = strategy.check();
      if (!health.isUp()) {
        throw new UsageException(health.problem().orElse("the database does not answer"));
      }
      return work.on(
          application.migrations(strategy).patience(Duration.ofSeconds(lockSeconds)), strategy);
    }
  }

  private Report run(
      Migrations migrations, Strategy strategy, dev.plinth.migrations.Command command) {
    Plan plan = migrations.plan(command);
    if (!plan.steps().isEmpty()) {
      strategy
          .connector()
          .ifPresent(connector -> out().println("migrating " + connector.target() + "..."));
    }
    Report report = migrations.run(plan, step -> out().println(step));
    int count = report.steps().size();
    if (count > 0) {
      out().println(count == 1 ? "1 migration step done" : count + " migration steps done");
    }
    return report;
  }

  @Command(
      name = "ddl",
      description = {
        "Prints the statements that make the tables of the schemas,",
        "to begin a migration with."
      },
      mixinStandardHelpOptions = true)
  int ddl(
      @Parameters(
              paramLabel = "SCHEMA",
              arity = "0..*",
              description = "The schemas; all of them when none is named.")
          List<String> names) {
    return with(
        0,
        (migrations, strategy) -> {
          Map<String, Table> tables = Table.of(application.schemas());
          List<String> wanted = names == null ? List.of() : names;
          for (String name : wanted) {
            application.schemas().type(name);
          }
          Connector connector =
              strategy
                  .connector()
                  .orElseThrow(
                      () ->
                          new UsageException(
                              "strategy '"
                                  + strategy.name()
                                  + "' makes tables without statements"));
          try (Session session = connector.open()) {
            Set<String> statements = new LinkedHashSet<>();
            tables.forEach(
                (name, table) -> {
                  if (wanted.isEmpty() || wanted.contains(name)) {
                    statements.addAll(session.catalogue().create(table));
                  }
                });
            statements.forEach(statement -> out().println(statement + ";\n"));
          }
          return 0;
        });
  }

  @Command(
      name = "bootstrap",
      description = "Prepares an empty database: runs all migrations, both phases.",
      mixinStandardHelpOptions = true)
  int bootstrap(
      @Option(
              names = "--lock-timeout",
              defaultValue = "60",
              description = "Seconds to wait for another node.")
          int lockTimeout) {
    return with(
        lockTimeout,
        (migrations, strategy) -> {
          if (!migrations.state().needsBootstrap()) {
            out().println("Database already bootstrapped");
            return 0;
          }
          run(migrations, strategy, dev.plinth.migrations.Command.BOOTSTRAP);
          out().println("Database is up-to-date");
          return 0;
        });
  }

  @Command(
      name = "up",
      description =
          "Runs the first phase of new migrations; nodes of the old version may go on running.",
      mixinStandardHelpOptions = true)
  int up(
      @Option(
              names = "--lock-timeout",
              defaultValue = "60",
              description = "Seconds to wait for another node.")
          int lockTimeout) {
    return with(
        lockTimeout,
        (migrations, strategy) -> {
          Report report = run(migrations, strategy, dev.plinth.migrations.Command.UP);
          if (report.steps().isEmpty()) {
            out().println("Database is already up-to-date");
          }
          if (report.state().hasPending()) {
            out().println("Run 'migrations finish' once no node of the old version is left");
          }
          return 0;
        });
  }

  @Command(
      name = "finish",
      description =
          "Runs the second phase of pending migrations; no node of the old version may be left.",
      mixinStandardHelpOptions = true)
  int finish(
      @Option(
              names = "--lock-timeout",
              defaultValue = "60",
              description = "Seconds to wait for another node.")
          int lockTimeout) {
    return with(
        lockTimeout,
        (migrations, strategy) -> {
          Report report = run(migrations, strategy, dev.plinth.migrations.Command.FINISH);
          out()
              .println(
                  report.state().hasNew()
                      ? "New migrations available; run 'migrations up' to proceed"
                      : "No pending migrations to finish");
          return 0;
        });
  }

  @Command(
      name = "list",
      description = "Lists migrations by their state.",
      mixinStandardHelpOptions = true)
  int list() {
    return with(
        0,
        (migrations, strategy) -> {
          State state = migrations.state();
          if (state.needsBootstrap()) {
            out().println("Database needs bootstrapping: run 'migrations bootstrap'");
            return NEEDS_BOOTSTRAP;
          }
          print("Executed migrations:", state.in(State.Of.EXECUTED));
          print("Pending migrations:", state.in(State.Of.PENDING));
          print("New migrations available:", state.in(State.Of.NEW));
          print("Migrations that this version does not know:", state.in(State.Of.UNKNOWN_TO_CODE));
          if (state.hasPending()) {
            out().println("Run 'migrations finish' once no node of the old version is left");
            return PENDING;
          }
          if (state.hasNew()) {
            out().println("Run 'migrations up' to proceed");
            return NEW;
          }
          return 0;
        });
  }

  private void print(String title, Map<String, List<String>> migrations) {
    if (!migrations.isEmpty()) {
      int width = migrations.keySet().stream().mapToInt(String::length).max().orElse(0);
      out().println(title);
      migrations.forEach(
          (subsystem, names) ->
              out()
                  .println(
                      " ".repeat(width - subsystem.length())
                          + subsystem
                          + ": "
                          + String.join(", ", names)));
      out().println();
    }
  }

  @Command(
      name = "status",
      description = "Prints the state of migrations as JSON.",
      mixinStandardHelpOptions = true)
  int status() {
    return with(
        0,
        (migrations, strategy) -> {
          out().println(StatusJson.of(migrations.state()));
          return 0;
        });
  }

  @Command(
      name = "reset",
      description = "Removes all tables of the database, and the data in them.",
      mixinStandardHelpOptions = true)
  int reset(
      @Option(
              names = {"-y", "--yes"},
              description = "Really.")
          boolean yes) {
    if (!yes) {
      throw new UsageException("this removes all tables and data: add --yes if you mean it");
    }
    return with(
        60,
        (migrations, strategy) -> {
          run(migrations, strategy, dev.plinth.migrations.Command.RESET);
          out().println("Database successfully reset");
          return 0;
        });
  }
}
