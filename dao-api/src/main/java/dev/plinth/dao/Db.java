/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The registry of DAOs over one strategy and one set of schemas.
 *
 * <p>Opening does no I/O. Safe for use by many threads. Closing closes the strategy.
 */
public final class Db implements AutoCloseable {
  private Db() {}

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
    return Pending.value();
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
    return Pending.value();
  }

  /** Returns the application's own DAO of this class. */
  public <D extends ForwardingDao> D custom(Class<D> dao) {
    return Pending.value();
  }

  /** Says whether the strategy has the capability. */
  public boolean supports(Capability capability) {
    return Pending.value();
  }

  /** Says whether the store would work now. Does I/O. */
  public Health check() {
    return Pending.value();
  }

  /**
   * Creates the tables that are not there. For first steps and tests: production uses migrations,
   * which also change tables that are.
   */
  public void createTables() {
    Pending.value();
  }

  /** Returns the schemas. */
  public SchemaSet schemas() {
    return Pending.value();
  }

  /** Returns the changes made through this registry. */
  public Changes changes() {
    return Pending.value();
  }

  /**
   * Returns this registry in a workspace, named by its id: entities of workspaceable schemas are
   * read and written there only.
   */
  public Db in(Key workspace) {
    return Pending.value();
  }

  /**
   * Runs the function in a transaction, committed when it returns and undone when it throws. The
   * DAOs of the registry given to it take part, others do not: a DAO of this registry used
   * meanwhile on the same thread throws.
   *
   * @throws DaoException.Unsupported when the strategy lacks {@link Capability#TRANSACTIONS}
   */
  public <T> T inTransaction(Function<Db, T> work) {
    return Pending.value();
  }

  /** Runs the consumer in a transaction, as {@link #inTransaction}. */
  public void useTransaction(Consumer<Db> work) {
    inTransaction(
        tx -> {
          work.accept(tx);
          return this;
        });
  }

  /** Closes the strategy. */
  @Override
  public void close() {}

  /** Collects what a registry is made of. Not for use by several threads. */
  public static final class Builder {
    private final Strategy strategy;

    private Builder(Strategy strategy) {
      this.strategy = strategy;
    }

    /** Sets the schemas. */
    public Builder schemas(SchemaSet schemas) {
      return this;
    }

    /** Links and sets the schemas. */
    public Builder schemas(Schema... schemas) {
      return schemas(SchemaSet.of(schemas));
    }

    /** Puts an application's own DAO in front of a schema's. */
    public <D extends ForwardingDao> Builder dao(
        String schema, Class<D> type, BiFunction<Dao<Entity>, Db, D> constructor) {
      return this;
    }

    /** Adds a hook to a schema; hooks run in the order in which they were added. */
    public Builder hook(String schema, Hook hook) {
      return this;
    }

    /** Sets the clock that automatic timestamps are read from; the system's when it is not said. */
    public Builder clock(Clock clock) {
      return this;
    }

    /** Returns the registry. */
    public Db open() {
      strategy.name();
      return new Db();
    }
  }
}
