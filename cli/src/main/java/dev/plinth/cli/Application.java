/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import dev.plinth.admin.AdminApi;
import dev.plinth.dao.Db;
import dev.plinth.dao.Settings;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.migrations.Migrations;
import dev.plinth.migrations.Subsystem;
import dev.plinth.schema.Functions;
import dev.plinth.schema.SchemaSet;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/**
 * An application's schemas, migrations and strategies, with the commands to run them.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Application {
  private final String name;
  private final SchemaSet schemas;
  private final Functions functions;
  private final List<Subsystem> subsystems;
  private final Map<String, Function<Settings, Strategy>> strategies;
  private final UnaryOperator<Db.Builder> db;
  private final Function<Db, AdminApi> admin;
  private final List<Object> commands;
  private final Settings settings;

  private Application(Builder builder) {
    this.name = builder.name;
    this.schemas = builder.schemas;
    this.functions = builder.functions;
    this.subsystems = List.copyOf(builder.subsystems);
    this.strategies = new LinkedHashMap<>(builder.strategies);
    this.db = builder.db;
    this.admin = builder.admin;
    this.commands = List.copyOf(builder.commands);
    this.settings = builder.settings;
  }

  /** Starts an application that is called by this name on the command line. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Returns the name it is called by. */
  public String name() {
    return name;
  }

  /** Returns the settings it reads. */
  public Settings settings() {
    return settings;
  }

  /** Returns the functions that its schema files may name. */
  public Functions functions() {
    return functions;
  }

  /** Returns the migrations on a strategy. */
  public Migrations migrations(Strategy strategy) {
    return Migrations.of(strategy, subsystems);
  }

  /** Returns the schemas. */
  public SchemaSet schemas() {
    return schemas;
  }

  /** Opens the registry of the schemas on a strategy, which it closes with itself. */
  public Db open(Strategy strategy) {
    return db.apply(Db.on(strategy).schemas(schemas)).open();
  }

  /** Returns the Admin API of a registry. */
  public AdminApi adminApi(Db registry) {
    return admin.apply(registry);
  }

  /**
   * Makes the strategy that the setting {@code strategy} names; the first one when it names none.
   *
   * @throws UsageException when there is none of that name
   */
  public Strategy strategy() {
    return strategy(
        settings.get("strategy").orElseGet(() -> strategies.keySet().iterator().next()));
  }

  /** Makes the strategy of this name. */
  Strategy strategy(String wanted) {
    Function<Settings, Strategy> factory = strategies.get(wanted);
    if (factory == null) {
      throw new UsageException(
          "there is no strategy '"
              + wanted
              + "': set PLINTH_STRATEGY to one of "
              + String.join(", ", strategies.keySet()));
    }
    return factory.apply(settings);
  }

  /**
   * Runs the command line and returns the exit code: 0 when all went well, 2 for a wrong command
   * line, else as the command says.
   */
  public int run(String... args) {
    return run(writer(System.out), writer(System.err), args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  /** The same, with these in the place of standard output and standard error. */
  public int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new RootCommand(this));
    line.setCommandName(name);
    line.addSubcommand(new MigrationsCommand(this));
    line.addSubcommand(new ServeCommand(this));
    line.addSubcommand(new SchemaCommand(this));
    line.addSubcommand(new DoctorCommand(this));
    commands.forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(new ParameterMessage());
    line.setExecutionExceptionHandler(new FailureMessage());
    return line.execute(args);
  }

  /** Collects an application. Not for use by several threads. */
  public static final class Builder {
    private final String name;
    private SchemaSet schemas = SchemaSet.of();
    private Functions functions = Functions.none();
    private final List<Subsystem> subsystems = new ArrayList<>();
    private final Map<String, Function<Settings, Strategy>> strategies = new LinkedHashMap<>();
    private UnaryOperator<Db.Builder> db = UnaryOperator.identity();
    private Function<Db, AdminApi> admin = registry -> AdminApi.of(registry).build();
    private final List<Object> commands = new ArrayList<>();
    private Settings settings = Settings.environment(System.getenv());

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** Sets the schemas. */
    public Builder schemas(SchemaSet set) {
      this.schemas = Objects.requireNonNull(set, "set");
      return this;
    }

    /** Sets the functions that schema files may name; none when it is not said. */
    public Builder functions(Functions some) {
      this.functions = Objects.requireNonNull(some, "some");
      return this;
    }

    /** Adds migrations. */
    public Builder migrations(Subsystem... more) {
      subsystems.addAll(List.of(more));
      return this;
    }

    /**
     * Adds a strategy, made of the settings when it is needed; the first one added is the default.
     */
    public Builder strategy(String strategy, Function<Settings, Strategy> factory) {
      strategies.put(strategy, factory);
      return this;
    }

    /** Adds hooks and DAOs of the application's own. */
    public Builder db(UnaryOperator<Db.Builder> customizer) {
      this.db = Objects.requireNonNull(customizer, "customizer");
      return this;
    }

    /** Sets how the Admin API is made, with endpoints of the application's own. */
    public Builder adminApi(Function<Db, AdminApi> factory) {
      this.admin = Objects.requireNonNull(factory, "factory");
      return this;
    }

    /** Sets the settings; the environment's when it is not said. */
    public Builder settings(Settings source) {
      this.settings = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Adds a command: an object of a class with picocli's annotations. */
    public Builder command(Object command) {
      commands.add(Objects.requireNonNull(command, "command"));
      return this;
    }

    /**
     * Returns the application.
     *
     * @throws IllegalStateException when it has no strategy
     */
    public Application build() {
      if (strategies.isEmpty()) {
        throw new IllegalStateException(
            "application '" + name + "' has no strategy: add one with strategy(name, factory)");
      }
      return new Application(this);
    }
  }
}
