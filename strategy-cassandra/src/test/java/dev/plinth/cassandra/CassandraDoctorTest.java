/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;
import static dev.plinth.schema.Fields.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Connector;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault is made by hand, found, mended, and found no more. */
class CassandraDoctorTest {
  private static final Schema PARENTS =
      Schema.named("ill_parents")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("name", string().unique())
          .build();
  private static final Schema CHILDREN =
      Schema.named("ill_children")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("parent", foreign("ill_parents").onDelete(OnDelete.CASCADE))
          .build();
  private static final Map<String, Table> TABLES = Table.of(SchemaSet.of(PARENTS, CHILDREN));
  private static final Table PARENT_TABLE = Objects.requireNonNull(TABLES.get("ill_parents"));

  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final Interleaving STEPS = new Interleaving();
  private static final CassandraStrategy STRATEGY =
      new CassandraStrategy(CONFIG, Clock.systemUTC(), STEPS);
  private static final Db DB =
      Db.on(STRATEGY).schemas(PARENTS, CHILDREN).sweepEvery(Duration.ZERO).open();
  private static final CassandraDoctor DOCTOR =
      STRATEGY.doctor(
          TABLES.values(),
          new CassandraDoctor.Ages(Clock.systemUTC(), Duration.ZERO, Duration.ZERO));

  @BeforeAll
  static void create() {
    DB.createTables();
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  @AfterEach
  void empty() {
    TABLES.values().forEach(table -> STRATEGY.store(table).truncate());
    cql("TRUNCATE plinth_sweep");
  }

  private static Dao<Entity> parents() {
    return DB.dao(PARENTS);
  }

  private static Dao<Entity> children() {
    return DB.dao(CHILDREN);
  }

  private static Entity parent(String name) {
    return parents().insert(Values.of("name", name));
  }

  private static void cql(String statement, Object... parameters) {
    Connector connector = STRATEGY.connector().orElseThrow();
    try (Session session = connector.open()) {
      session.execute(statement, parameters);
    }
  }

  private static Object id(Entity row) {
    return Objects.requireNonNull(row.get("id"));
  }

  private static List<Finding> found() {
    List<Finding> findings = new ArrayList<>();
    DOCTOR.examine(findings::add);
    return findings;
  }

  private static Finding only(String kind, Key key) {
    List<Finding> findings = found();
    assertThat(findings).extracting(Finding::kind).containsExactly(kind);
    assertThat(findings.get(0).key()).isEqualTo(key.toString());
    return findings.get(0);
  }

  private static void requireMended(Finding finding) {
    assertThat(finding.repair()).isTrue();
    assertThat(found()).isEmpty();
    assertThat(finding.repair()).as("once more").isTrue();
    assertThat(found()).isEmpty();
  }

  @Test
  void examine_ofWhatIsWell_findsNothing() {
    Entity parent = parent("a");
    children().insert(Values.of("parent", parent.key()));
    parents().update(parent.key(), Values.of("name", "b"));
    assertThat(found()).isEmpty();
  }

  @Test
  void claimWithoutARow_isRemoved() {
    Entity row = parent("a");
    cql("DELETE FROM ill_parents WHERE id = ?", id(row));
    requireMended(only("claim-without-row", row.key()));
    assertThat(parents().insert(Values.of("name", "a")).get("name")).isEqualTo("a");
  }

  @Test
  void claimOfARowWithAnotherValue_isRemoved() {
    Entity row = parent("a");
    cql("UPDATE ill_parents SET name = 'b' WHERE id = ?", id(row));
    List<Finding> findings = found();
    assertThat(findings)
        .extracting(Finding::kind)
        .containsExactly("claim-without-row", "row-without-claim");
    assertThat(findings).allMatch(Finding::repair);
    assertThat(found()).isEmpty();
    assertThat(parents().select(Key.by("name", "b"))).isPresent();
  }

  @Test
  void claimWithoutARow_thatIsYoung_isLeftAlone() {
    Entity row = parent("a");
    cql("DELETE FROM ill_parents WHERE id = ?", id(row));
    List<Finding> findings = new ArrayList<>();
    STRATEGY.doctor(List.of(PARENT_TABLE)).orElseThrow().examine(findings::add);
    assertThat(findings).isEmpty();
  }

  @Test
  void rowWithoutAClaim_getsIt() {
    Entity row = parent("a");
    cql("TRUNCATE ill_parents_plinth_claims");
    assertThat(parents().select(Key.by("name", "a"))).isEmpty();
    requireMended(only("row-without-claim", row.key()));
    assertThat(parents().select(Key.by("name", "a"))).isPresent();
    assertThat(parents().delete(row.key())).isTrue();
    assertThat(found()).extracting(Finding::kind).containsExactly("note");
  }

  @Test
  void rowWithTheValueOfAnother_isLeftToAPerson() {
    Entity first = parent("a");
    cql("TRUNCATE ill_parents_plinth_claims");
    Entity second = parent("a");
    Finding finding = only("row-without-claim", first.key());
    assertThat(finding.repair()).isFalse();
    assertThat(parents().select(Key.by("name", "a")).map(Entity::key)).contains(second.key());
    parents().update(second.key(), Values.of("name", "b"));
    requireMended(finding);
  }

  @Test
  void mark_isTakenOff() {
    Entity row = parent("a");
    cql("UPDATE ill_parents SET plinth_deleting = ? WHERE id = ?", UUID.randomUUID(), id(row));
    requireMended(only("mark", row.key()));
    assertThat(parents().require(row.key()).get("name")).isEqualTo("a");
  }

  @Test
  void orphan_isHealed() {
    Entity child = children().insert(Values.of("parent", parent("a").key()));
    cql("TRUNCATE ill_parents");
    cql("TRUNCATE ill_parents_plinth_claims");
    requireMended(only("orphan", child.key()));
    assertThat(children().page(Query.all()).items()).isEmpty();
  }

  @Test
  void note_isSettledWithWhatRefersToIt() {
    Entity parent = parent("a");
    STEPS.dying(
        () -> children().insert(Values.of("parent", parent.key())),
        () -> parents().delete(parent.key()));
    List<Finding> findings = found();
    assertThat(findings).extracting(Finding::kind).containsExactlyInAnyOrder("note", "orphan");
    Finding note =
        findings.stream().filter(one -> one.kind().equals("note")).findFirst().orElseThrow();
    requireMended(note);
    assertThat(children().page(Query.all()).items()).isEmpty();
  }
}
