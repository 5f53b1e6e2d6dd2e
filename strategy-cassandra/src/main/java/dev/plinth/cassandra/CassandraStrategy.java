/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Health;
import dev.plinth.dao.spi.Capability;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Doctor;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Strategy;
import dev.plinth.dao.spi.Table;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entities on Cassandra; tested on 5.0, and 4.0 at least is needed. Safe for use by many threads.
 * Nothing is connected before it is needed.
 *
 * <p>Unique values have one owner, references of acknowledged writes lead somewhere and no update
 * is lost, whoever writes at the same time and whoever crashes; {@code docs/protocols.md} tells
 * how. The clocks of the machines matter for one thing only: when a row with a time to live stops
 * being there.
 */
public final class CassandraStrategy implements Strategy {
  private static final int OLDEST = 4;

  private final CassandraConfig config;
  private final CassandraSessions sessions;
  private final CassandraJournal journal;
  private final CassandraHealing healing;
  private final CassandraEvents events;
  private final CassandraSteps steps;
  private final Clock clock;

  CassandraStrategy(CassandraConfig config, Clock clock, CassandraSteps steps) {
    this(config, clock, steps, CassandraHealing.LONGEST_OPERATION);
  }

  CassandraStrategy(
      CassandraConfig config, Clock clock, CassandraSteps steps, Duration longestOperation) {
    this.config = config;
    this.sessions = new CassandraSessions(config);
    this.journal = new CassandraJournal(sessions);
    this.healing = new CassandraHealing(journal, longestOperation, System::nanoTime);
    this.events = new CassandraEvents(sessions);
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Returns the strategy for one node to begin with and the data centre to work in, with the
   * defaults of {@link CassandraConfig#of}.
   */
  public static CassandraStrategy of(InetSocketAddress contactPoint, String localDatacenter) {
    return of(CassandraConfig.of(contactPoint, localDatacenter));
  }

  /** Returns the strategy for a configuration. */
  public static CassandraStrategy of(CassandraConfig config) {
    return new CassandraStrategy(config, Clock.systemUTC(), CassandraSteps.NONE);
  }

  @Override
  public String name() {
    return "cassandra";
  }

  @Override
  public Health check() {
    try {
      String version =
          String.valueOf(
              new CassandraSession(sessions)
                  .query("SELECT release_version FROM system.local")
                  .get(0)
                  .get("release_version"));
      int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
      return major >= OLDEST
          ? Health.up(version)
          : Health.down(
              "Cassandra "
                  + version
                  + " at "
                  + config.place()
                  + " is too old: Plinth needs "
                  + OLDEST
                  + ".0 or newer");
    } catch (DaoException e) {
      return Health.down(
          "cannot reach Cassandra at "
              + config.place()
              + ": "
              + e.message()
              + ": start it, or set PLINTH_CASSANDRA_CONTACT_POINTS to where it is");
    }
  }

  @Override
  public EntityStore store(Table table) {
    CassandraStatements statements = new CassandraStatements(sessions, table, clock, events, steps);
    CassandraStore store = new CassandraStore(sessions, statements, journal, healing, steps);
    healing.add(store);
    return store;
  }

  @Override
  public Set<Capability> lacks() {
    Set<Capability> lacking = EnumSet.of(Capability.TRANSACTIONS, Capability.ORDERED_PAGES);
    if (!config.isAnnouncing()) {
      lacking.add(Capability.EVENT_LOG);
    }
    return lacking;
  }

  @Override
  public Optional<Connector> connector() {
    return Optional.of(new CassandraConnector(sessions));
  }

  @Override
  public Optional<Doctor> doctor(Collection<Table> tables) {
    return Optional.of(doctor(tables, CassandraDoctor.Ages.of(clock)));
  }

  CassandraDoctor doctor(Collection<Table> tables, CassandraDoctor.Ages ages) {
    List<CassandraDoctor.Exam> exams = new ArrayList<>();
    for (Table table : tables) {
      CassandraStatements statements =
          new CassandraStatements(sessions, table, clock, events, steps);
      CassandraStore store = new CassandraStore(sessions, statements, journal, healing, steps);
      healing.add(store);
      if (CassandraCatalogue.hasClaims(table)) {
        exams.add(new CassandraClaimsExam(sessions, statements, ages));
      }
      exams.add(new CassandraRowsExam(sessions, statements, store, ages));
      if (!table.referencedBy().isEmpty()) {
        exams.add(new CassandraNotesExam(store, journal, healing, ages));
      }
    }
    return new CassandraDoctor(sessions, exams);
  }

  @Override
  public Optional<EventLog> events() {
    return config.isAnnouncing()
        ? Optional.of(new CassandraEventLog(sessions, events, clock))
        : Optional.empty();
  }

  @Override
  public void close() {
    events.close();
    sessions.close();
  }
}
