/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Transaction;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registry of DAOs over one strategy and one set of schemas.
 *
 * <p>Opening does no I/O. Safe for use by many threads. Closing closes the strategy.
 */
public final class Db implements AutoCloseable {
  private final Core core;
  private final Scope scope;
  private final Sweeper sweeper;
  private final Map<String, Dao<Entity>> daos = new ConcurrentHashMap<>();

  private Db(Scope scope, Sweeper sweeper) {
    this.core = scope.core();
    this.scope = scope;
    this.sweeper = sweeper;
  }

  /** Starts a registry over a strategy. */
  public static Builder on(Strategy strategy) {
    return new Builder(strategy);
  }

  /**
   * Returns the DAO of the schema, with the application's own in front where one is registered.
   *
   * @throws IllegalArgumentException when there is no such schema, with the names there are
   */
  public Dao<Entity> dao(String schema) {
    Dao<Entity> known = daos.get(schema);
    if (known != null) {
      return known;
    }
    Dao<Entity> engine = new EngineDao(scope, core.table(schema));
    Core.Custom custom = core.customs.get(schema);
    Dao<Entity> dao = custom == null ? engine : custom.constructor().apply(engine, this);
    Dao<Entity> other = daos.putIfAbsent(schema, dao);
    return other == null ? dao : other;
  }

  /** Returns the DAO of the schema. */
  public Dao<Entity> dao(Schema schema) {
    return dao(schema.name());
  }

  /**
   * Returns the DAO of the schema that the record class is a view of, by {@link EntityOf}.
   *
   * @throws IllegalArgumentException when the class does not fit the schema, with every mismatch
   */
  public <R extends Record> Dao<R> dao(Class<R> record) {
    EntityOf schema = record.getAnnotation(EntityOf.class);
    if (schema == null) {
      throw new IllegalArgumentException(
          record.getName()
              + " does not say whose view it is: annotate it with @EntityOf(\"schema\")");
    }
    return dao(schema.value()).as(record);
  }

  /**
   * Returns the application's own DAO of this class.
   *
   * @throws IllegalArgumentException when none of this class is registered
   */
  public <D extends ForwardingDao> D custom(Class<D> dao) {
    for (Map.Entry<String, Core.Custom> custom : core.customs.entrySet()) {
      if (custom.getValue().type() == dao) {
        return dao.cast(dao(custom.getKey()));
      }
    }
    throw new IllegalArgumentException(
        dao.getName() + " is not registered: hand it over with Db.Builder.dao");
  }

  /** Says whether the strategy has the capability. */
  public boolean supports(Capability capability) {
    return !core.strategy.lacks().contains(capability);
  }

  /** Says whether the store would work now. Does I/O. */
  public Health check() {
    return core.strategy.check();
  }

  /**
   * Creates the tables that are not there. For first steps and tests: production uses migrations,
   * which also change tables that are.
   */
  public void createTables() {
    core.tables.values().forEach(core.strategy::prepare);
  }

  /** Returns the schemas. */
  public SchemaSet schemas() {
    return core.schemas;
  }

  /** Returns the changes made through this registry. */
  public Changes changes() {
    return core.notifier;
  }

  /**
   * Returns this registry in a workspace, named by its id: entities of workspaceable schemas are
   * read and written there only.
   *
   * @throws DaoException.Invalid when the key is not a UUID
   */
  public Db in(Key workspace) {
    if (workspace.isPrimary() && workspace.size() == 1 && workspace.part(0) instanceof UUID id) {
      return new Db(scope.in(id), sweeper);
    }
    throw Failures.invalidOption("workspace", "invalid workspace");
  }

  /**
   * Returns this registry over all workspaces at once, to read: entities of workspaceable schemas
   * are found by primary key, by values unique across workspaces, and on pages of all or of tags.
   * What names them within one workspace only is refused, and so are writes.
   */
  public Db acrossWorkspaces() {
    return new Db(scope.acrossWorkspaces(), sweeper);
  }

  /**
   * Runs the function in a transaction, committed when it returns and undone when it throws. The
   * DAOs of the registry given to it take part, others do not: a DAO of this registry used
   * meanwhile on the same thread throws.
   *
   * @throws DaoException.Unsupported when the strategy lacks {@link Capability#TRANSACTIONS}
   */
  public <T extends @Nullable Object> T inTransaction(Function<Db, T> work) {
    if (scope.isTransaction()) {
      return work.apply(this);
    }
    T result;
    Scope inside;
    try (Transaction transaction =
        core.strategy
            .transactions()
            .orElseThrow(
                () ->
                    Failures.unsupported(
                        Capability.TRANSACTIONS,
                        "strategy '" + core.strategy.name() + "' has no transactions"))
            .begin()) {
      inside = scope.in(transaction);
      core.transactions.set(core.transactions.get() + 1);
      try {
        result = work.apply(new Db(inside, sweeper));
      } finally {
        core.transactions.set(core.transactions.get() - 1);
      }
      transaction.commit();
    } catch (DaoException e) {
      throw e.on(core.strategy.name());
    }
    inside.tellAll();
    return result;
  }

  /** Runs the consumer in a transaction, as {@link #inTransaction}. */
  public void useTransaction(Consumer<Db> work) {
    inTransaction(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  /** Closes the strategy. */
  @Override
  public void close() {
    sweeper.close();
    core.strategy.close();
  }

  /** Collects what a registry is made of. Not for use by several threads. */
  public static final class Builder {
    private final Strategy strategy;
    private SchemaSet schemas = SchemaSet.of();
    private final Map<String, Core.Custom> customs = new LinkedHashMap<>();
    private final Map<String, List<Hook>> hooks = new LinkedHashMap<>();
    private @Nullable Clock clock;
    private Duration sweepEvery = Duration.ofMinutes(1);

    private Builder(Strategy strategy) {
      this.strategy = Objects.requireNonNull(strategy, "strategy");
    }

    /** Sets the schemas. */
    public Builder schemas(SchemaSet set) {
      this.schemas = Objects.requireNonNull(set, "set");
      return this;
    }

    /** Links and sets the schemas. */
    public Builder schemas(Schema... list) {
      return schemas(SchemaSet.of(list));
    }

    /** Puts an application's own DAO in front of a schema's. */
    public <D extends ForwardingDao> Builder dao(
        String schema, Class<D> type, BiFunction<Dao<Entity>, Db, D> constructor) {
      customs.put(schema, new Core.Custom(type, constructor));
      return this;
    }

    /** Adds a hook to a schema; hooks run in the order in which they were added. */
    public Builder hook(String schema, Hook hook) {
      hooks.computeIfAbsent(schema, name -> new ArrayList<>()).add(hook);
      return this;
    }

    /** Sets the clock that automatic timestamps are read from; the system's when it is not said. */
    public Builder clock(Clock source) {
      this.clock = source;
      return this;
    }

    /**
     * Sets how often what has expired is removed from the store, by a thread of its own and on one
     * node at a time: every minute when it is not said, never when it is zero. Nobody sees it
     * before either.
     */
    public Builder sweepEvery(Duration pause) {
      this.sweepEvery = Objects.requireNonNull(pause, "pause");
      return this;
    }

    /**
     * Returns the registry.
     *
     * @throws IllegalArgumentException when a hook or a DAO is for a schema that is not there
     */
    public Db open() {
      SchemaSet set = clock == null ? schemas : schemas.withClock(clock);
      customs.keySet().forEach(set::type);
      hooks.keySet().forEach(set::type);
      Core core = new Core(strategy, set, customs, hooks);
      Sweeper sweeper = new Sweeper(core, sweepEvery);
      sweeper.start();
      return new Db(Scope.of(core), sweeper);
    }
  }
}
