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
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child's writer dies between its row and its second look at the parent, which has gone. */
class CassandraJournalTest {
  private static final Schema PARENTS =
      Schema.named("parents").primaryKey("id").field("id", uuid().auto()).build();
  private static final Schema RESTRICTED = child("restricted", OnDelete.RESTRICT, true);
  private static final Schema LOOSE = child("loose", OnDelete.RESTRICT, false);
  private static final Schema CASCADED = child("cascaded", OnDelete.CASCADE, true);
  private static final Schema NULLED = child("nulled", OnDelete.NULL, false);
  private static final Schema GRANDCHILDREN =
      Schema.named("grandchildren")
          .primaryKey("id")
          .field("id", uuid().auto())
          .field("parent", foreign("cascaded").onDelete(OnDelete.RESTRICT))
          .build();
  private static final List<Schema> ALL =
      List.of(PARENTS, RESTRICTED, LOOSE, CASCADED, NULLED, GRANDCHILDREN);
  private static final Map<String, Table> TABLES = Table.of(SchemaSet.of(ALL));
  private static final Table PARENT_TABLE = Objects.requireNonNull(TABLES.get("parents"));

  private static final CassandraConfig CONFIG = TestDatabase.config();
  private static final Interleaving STEPS = new Interleaving();
  private static final Db MORTAL = db(strategy(STEPS, Duration.ZERO));
  private static final CassandraStrategy AT_ONCE = strategy(CassandraSteps.NONE, Duration.ZERO);
  private static final Db DB = db(AT_ONCE);
  private static final EntityStore SWEPT = AT_ONCE.store(PARENT_TABLE);

  private static Schema child(String name, OnDelete kind, boolean required) {
    var parent = foreign("parents").onDelete(kind);
    return Schema.named(name)
        .primaryKey("id")
        .field("id", uuid().auto())
        .field("name", string())
        .field("parent", required ? parent.required() : parent)
        .build();
  }

  private static CassandraStrategy strategy(CassandraSteps steps, Duration longest) {
    return new CassandraStrategy(CONFIG, Clock.systemUTC(), steps, longest);
  }

  private static Db db(CassandraStrategy strategy) {
    return Db.on(strategy).schemas(ALL.toArray(new Schema[0])).sweepEvery(Duration.ZERO).open();
  }

  @BeforeAll
  static void create() {
    DB.createTables();
  }

  @AfterAll
  static void close() {
    MORTAL.close();
    DB.close();
  }

  @AfterEach
  void settle() {
    TABLES.values().forEach(table -> AT_ONCE.store(table).truncate());
    SWEPT.sweep(1_000);
  }

  private static Dao<Entity> dao(Schema schema) {
    return DB.dao(schema);
  }

  private static Entity parent() {
    return dao(PARENTS).insert(Values.none());
  }

  private static void delete(Entity parent) {
    assertThat(dao(PARENTS).delete(parent.key())).isTrue();
  }

  /** Leaves a row that refers to one that is not there. */
  private static Entity insertedOrphan(Schema schema) {
    Entity parent = parent();
    STEPS.dying(
        () -> MORTAL.dao(schema).insert(Values.of("parent", parent.key())), () -> delete(parent));
    return only(schema);
  }

  private static Entity updatedOrphan(Schema schema) {
    Entity row = dao(schema).insert(Values.of("parent", parent().key()));
    Entity other = parent();
    STEPS.dying(
        () -> MORTAL.dao(schema).update(row.key(), Values.of("parent", other.key())),
        () -> delete(other));
    return only(schema);
  }

  private static Entity only(Schema schema) {
    List<Entity> rows = rows(schema);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static List<Entity> rows(Schema schema) {
    return dao(schema).page(Query.all()).items();
  }

  @ParameterizedTest
  @ValueSource(strings = {"restricted", "loose", "cascaded"})
  void sweep_rowThatWasNeverAcknowledged_isDeleted(String name) {
    Schema schema = ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    insertedOrphan(schema);
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
    assertThat(rows(schema)).isEmpty();
    assertThat(SWEPT.sweep(1_000)).isZero();
  }

  @Test
  void sweep_referenceThatBecomesNull_isNulled() {
    Entity row = insertedOrphan(NULLED);
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
    assertThat(only(NULLED).key()).isEqualTo(row.key());
    assertThat(only(NULLED).get("parent")).isNull();
  }

  @Test
  void sweep_updateThatWasNeverAcknowledged_isNulledWhereTheSchemaTakesIt() {
    updatedOrphan(LOOSE);
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
    assertThat(only(LOOSE).get("parent")).isNull();
  }

  @Test
  void sweep_updateOfWhatMustRefer_isLeftWithItsNote() {
    Entity row = updatedOrphan(RESTRICTED);
    assertThat(SWEPT.sweep(1_000)).isZero();
    assertThat(only(RESTRICTED)).isEqualTo(row);
    dao(RESTRICTED).delete(row.key());
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
  }

  @Test
  void sweep_rowThatOthersReferTo_isLeftUntilTheyHaveGone() {
    Entity row = insertedOrphan(CASCADED);
    Entity grandchild = dao(GRANDCHILDREN).insert(Values.of("parent", row.key()));
    assertThat(SWEPT.sweep(1_000)).isZero();
    assertThat(only(CASCADED)).isEqualTo(row);
    dao(GRANDCHILDREN).delete(grandchild.key());
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
    assertThat(rows(CASCADED)).isEmpty();
  }

  @Test
  void sweep_rowThatCameBack_leavesWhatRefersToIt() {
    Entity row = insertedOrphan(CASCADED);
    Key gone = (Key) Objects.requireNonNull(row.get("parent"));
    dao(PARENTS).insert(Values.of("id", gone.part(0)));
    assertThat(SWEPT.sweep(1_000)).isEqualTo(1);
    assertThat(only(CASCADED)).isEqualTo(row);
  }

  @Test
  void sweep_withinTheLongestOperation_doesNothing() {
    CassandraStrategy patient = strategy(CassandraSteps.NONE, Duration.ofHours(1));
    try (Db db = db(patient)) {
      assertThat(db.schemas().schemas()).hasSameSizeAs(ALL);
      insertedOrphan(CASCADED);
      EntityStore store = patient.store(PARENT_TABLE);
      assertThat(store.sweep(1_000)).isZero();
      assertThat(store.sweep(1_000)).isZero();
      assertThat(rows(CASCADED)).hasSize(1);
    }
  }
}
