/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.awaitility.Awaitility.await;

import dev.plinth.dao.Db;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The nodes that take part in the tests of faults, on one keyspace. */
final class FaultWorld implements AutoCloseable {
  static final Schema PLAIN =
      named("fault_plain").field("count", integer()).field("tags", Typedefs.tags()).build();

  /** Has no rows but those that everybody sees: how many are fetched at a time is certain. */
  static final Schema PAGED = named("fault_paged").build();

  static final Schema EXPIRING =
      named("fault_expiring").ttl().field("name", string().unique()).build();
  static final Schema PARENTS = named("fault_parents").field("name", string().unique()).build();
  static final Schema CHILDREN =
      named("fault_children")
          .field("name", string().unique())
          .field("alias", string().unique())
          .field("count", integer())
          .field("parent", foreign("fault_parents").onDelete(OnDelete.RESTRICT))
          .build();
  static final Schema CASCADED =
      named("fault_cascaded")
          .field("name", string().unique())
          .field("parent", foreign("fault_parents").onDelete(OnDelete.CASCADE))
          .build();
  static final Schema NULLED =
      named("fault_nulled")
          .field("parent", foreign("fault_parents").onDelete(OnDelete.NULL))
          .build();

  private static final Schema[] SCHEMAS = {
    PLAIN, PAGED, EXPIRING, PARENTS, CHILDREN, CASCADED, NULLED
  };
  private static final Map<String, Table> TABLES = Table.of(SchemaSet.of(SCHEMAS));

  /** So long that who waits looks once, and always once: the statements can be counted. */
  private static final Duration PATIENCE = Duration.ofMillis(9);

  private final CassandraConfig config = TestDatabase.config().withPatience(PATIENCE);
  private final FaultGate gate = new FaultGate();
  private final CqlProxy proxy = new CqlProxy(config.contactPoints().get(0), gate);
  private final FaultSteps steps = new FaultSteps();
  private final FaultSteps mortality = new FaultSteps();
  private final Node witness = new Node(config, Clock.systemUTC(), CassandraSteps.NONE);
  private Node victim = newVictim();
  private final Node mortal = new Node(config, Clock.systemUTC(), mortality);
  private final Node past =
      new Node(config, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)), CassandraSteps.NONE);
  private final EventLog.Reader reader;

  private static Schema.Builder named(String name) {
    return Schema.named(name).primaryKey("id").field("id", uuid().auto());
  }

  FaultWorld() {
    witness.db.createTables();
    reader = witness.reader();
  }

  /** A node with its own connection. */
  static final class Node implements AutoCloseable {
    private final CassandraStrategy strategy;
    private final Db db;
    private final Map<String, EntityStore> stores = new LinkedHashMap<>();
    private final CassandraDoctor doctor;

    Node(CassandraConfig config, Clock clock, CassandraSteps steps) {
      strategy = new CassandraStrategy(config, clock, steps, Duration.ZERO);
      db = Db.on(strategy).schemas(SCHEMAS).sweepEvery(Duration.ZERO).open();
      TABLES.forEach((name, table) -> stores.put(name, strategy.store(table)));
      doctor =
          strategy.doctor(
              TABLES.values(),
              new CassandraDoctor.Ages(Clock.systemUTC(), Duration.ZERO, Duration.ZERO));
    }

    Db db() {
      return db;
    }

    EventLog.Reader reader() {
      return strategy.events().orElseThrow().open(List.copyOf(TABLES.values()), null);
    }

    /** Returns what a doctor finds for whom nothing is too young. */
    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      doctor.examine(findings::add);
      return findings;
    }

    void sweep(Schema schema) {
      Objects.requireNonNull(stores.get(schema.name()), "store").sweep(10_000);
    }

    /** Says whether a row is fenced, be it that it is not there. */
    boolean isFenced(Schema schema, Key key) {
      try (Session session = strategy.connector().orElseThrow().open()) {
        return session
            .query("SELECT plinth_fence FROM " + schema.name() + " WHERE id = ?", key.part(0))
            .stream()
            .anyMatch(row -> row.get("plinth_fence") != null);
      }
    }

    /** Does what a sweeper does, for all tables. */
    void sweep() {
      stores.values().forEach(store -> store.sweep(10_000));
    }

    @Override
    public void close() {
      db.close();
    }
  }

  /** Returns the node that nothing goes wrong on. */
  Node witness() {
    return witness;
  }

  /** Returns the node whose statements fail. */
  Node victim() {
    return victim;
  }

  private Node newVictim() {
    return new Node(config.withContactPoints(proxy.address()), Clock.systemUTC(), steps);
  }

  /** Ends the node whose statements fail, with all it has still to do, and starts another. */
  void replaceVictim() {
    victim.close();
    victim = newVictim();
  }

  /** Returns a node that lives an hour ago. */
  Node past() {
    return past;
  }

  FaultGate gate() {
    return gate;
  }

  CqlProxy proxy() {
    return proxy;
  }

  EventLog.Reader reader() {
    return reader;
  }

  /** Waits until those who follow changes have heard of one of this row. */
  void awaitEvent(Key key) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> reader.poll().list().stream().anyMatch(event -> key.equals(event.key())));
  }

  /** Waits until the victim is connected, and all that it has sent has arrived. */
  void awaitVictim() {
    await().pollInterval(Duration.ofMillis(5)).until(() -> victim.db.check().isUp());
  }

  /** Lets something happen when the victim reaches the step next. */
  void meanwhile(CassandraStep step, Runnable work) {
    steps.meanwhile(step, work);
  }

  /** Lets a writer die after a step. */
  void dies(CassandraStep step, Consumer<Db> write) {
    mortality.dying(step, () -> write.accept(mortal.db));
  }

  /** Lets a writer die when its row is written, something else having happened before that. */
  void diesWritten(Consumer<Db> write, Runnable between) {
    mortality.meanwhile(CassandraStep.READY, between);
    dies(CassandraStep.ROW_WRITTEN, write);
  }

  @Override
  public void close() {
    reader.close();
    victim.close();
    mortal.close();
    past.close();
    witness.close();
    proxy.close();
  }
}
