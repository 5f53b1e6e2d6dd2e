/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.timestamp;
import static dev.plinth.schema.Fields.uuid;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.plinth.cassandra.CassandraConfig;
import dev.plinth.cassandra.CassandraStrategy;
import dev.plinth.dao.Db;
import dev.plinth.embedded.EmbeddedCassandra;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Typedefs;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The embedded Cassandra that all contenders share, and its rows. */
final class NoteDatabase {
  static final String KEYSPACE = "plinth_benchmarks";

  /** The table of those who have nothing but the values. */
  static final String PLAIN = "plain_notes";

  static final Schema NOTES =
      Schema.named("notes")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("created_at", timestamp().auto())
          .field("title", string().required())
          .field("words", string())
          .field("tags", Typedefs.tags())
          .build();
  static final Schema AUTHORS =
      Schema.named("authors")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().required().unique())
          .field("words", string())
          .build();

  private static final SchemaSet SCHEMAS = SchemaSet.of(NOTES, AUTHORS);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String DATACENTER = "datacenter1";
  private static final int IN_FLIGHT = 128;
  private static @Nullable NoteDatabase shared;

  private final InetSocketAddress server;
  private int rows;

  private NoteDatabase() {
    InetSocketAddress given = NoteServer.given();
    server = given == null ? EmbeddedCassandra.start().contactPoint() : given;
    try (Db db = open();
        CqlSession session = session()) {
      db.createTables();
      session.execute(
          "CREATE TABLE IF NOT EXISTS "
              + KEYSPACE
              + "."
              + PLAIN
              + " (id uuid PRIMARY KEY, created_at timestamp, title text, words text,"
              + " tags frozen<list<text>>)");
    }
  }

  /** Returns the database with as many notes as said at least, the same in both tables. */
  static synchronized NoteDatabase of(int rows) {
    if (shared == null) {
      shared = new NoteDatabase();
    }
    shared.fill(rows);
    return shared;
  }

  /** Returns the database with that many notes and no other. */
  static synchronized NoteDatabase exactly(int rows) {
    NoteDatabase database = of(0);
    database.empty();
    database.fill(rows);
    return database;
  }

  /** Returns the id of a note by its number. */
  static UUID id(int number) {
    return UUID.nameUUIDFromBytes(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private void empty() {
    try (CqlSession session = session()) {
      session.execute("TRUNCATE " + KEYSPACE + "." + PLAIN);
      session.execute("TRUNCATE " + KEYSPACE + ".notes");
    }
    rows = 0;
  }

  private void fill(int wanted) {
    if (rows >= wanted) {
      return;
    }
    try (CqlSession session = session()) {
      String values = " SET created_at = ?, title = ?, words = ?, tags = ?";
      PreparedStatement plain =
          session.prepare("UPDATE " + KEYSPACE + "." + PLAIN + values + " WHERE id = ?");
      PreparedStatement own =
          session.prepare(
              "UPDATE "
                  + KEYSPACE
                  + ".notes"
                  + values
                  + ", plinth_version = uuid(), plinth_born = uuid() WHERE id = ?");
      Deque<CompletionStage<AsyncResultSet>> begun = new ArrayDeque<>();
      for (int i = rows; i < wanted; i++) {
        UUID id = id(i);
        for (PreparedStatement statement : new PreparedStatement[] {plain, own}) {
          if (begun.size() == IN_FLIGHT) {
            begun.remove().toCompletableFuture().join();
          }
          begun.add(
              session.executeAsync(
                  statement.bind(Instant.now(), "note " + i, Note.WORDS, Note.TAGS, id)));
        }
      }
      begun.forEach(one -> one.toCompletableFuture().join());
    }
    rows = wanted;
  }

  /** Opens a registry of the schemas. */
  Db open() {
    return open(config());
  }

  private CassandraConfig config() {
    return CassandraConfig.of(server, DATACENTER).withReplication(1).withKeyspace(KEYSPACE);
  }

  private static Db open(CassandraConfig config) {
    return Db.on(CassandraStrategy.of(config)).schemas(SCHEMAS).open();
  }

  /** Opens a session at the levels of Plinth. */
  CqlSession session() {
    return CqlSession.builder()
        .addContactPoint(server)
        .withLocalDatacenter(DATACENTER)
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, ConsistencyLevel.QUORUM.name())
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .build();
  }

  /** Opens the floor. */
  DriverNotes driver() {
    return new DriverNotes(session(), type());
  }

  private static EntityType type() {
    return SCHEMAS.type(NOTES.name());
  }

  /** Opens a contender by its name. */
  Notes notes(String contender) {
    return switch (contender) {
      case "plinth" -> new PlinthNotes(open());
      case "plinthWithoutEvents" -> new PlinthNotes(open(config().withoutEvents()));
      case "driver" -> driver();
      case "driverAnnouncing" -> new AnnouncingNotes(session(), type());
      case "mapper" -> new MapperNotes(session());
      case "spring" -> new SpringNotes(springSession());
      default -> throw new IllegalArgumentException(contender);
    };
  }

  /** Spring Data names no keyspace in its statements. */
  private CqlSession springSession() {
    CqlSession session = session();
    session.execute(SimpleStatement.newInstance("USE " + KEYSPACE));
    return session;
  }

  /** Returns what was inserted. */
  static Object applied(ResultSet result, Object inserted) {
    if (!result.wasApplied()) {
      throw new IllegalStateException("not applied");
    }
    return inserted;
  }
}
