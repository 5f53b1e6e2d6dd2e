/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Query;
import dev.plinth.dao.ReadOptions;
import dev.plinth.dao.spi.Session;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A second database stands for the replica: what differs in it shows who was read. */
class PostgresReplicaTest {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .endpointKey("name")
          .field("id", Typedefs.id())
          .field("name", string().unique())
          .field("count", integer().defaultTo(0L))
          .field("tags", Typedefs.tags())
          .build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("row", foreign("rows").onDelete(OnDelete.CASCADE))
          .build();
  private static final ReadOptions FRESH = ReadOptions.none().fresh();
  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Key KEY = Key.of(ID);

  private final PostgresConfig primary = TestDatabase.config();
  private final String replicaName = "replica_" + primary.schema();
  private final String replicaUrl =
      TestDatabase.url().replaceFirst("/[a-z]+\\?", "/" + replicaName + "?");
  private final TcpProxy network = TcpProxy.to(TestDatabase.url());
  private final PostgresConfig config =
      primary.withReplica(network.through(replicaUrl)).withConnectTimeout(Duration.ofMillis(400));
  private final Db db = open(config);
  private final Dao<Entity> rows = db.dao("rows");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private static Db open(PostgresConfig config) {
    return Db.on(PostgresStrategy.of(config))
        .schemas(ROWS, CHILDREN)
        .sweepEvery(Duration.ZERO)
        .open();
  }

  /** The same row on both, changed on the primary only, and one on each that the other lacks. */
  @BeforeEach
  void fill() {
    sql("CREATE DATABASE " + replicaName);
    db.createTables();
    rows.insert(Values.of("id", ID).and("name", "both").and("count", 2L).and("tags", List.of("t")));
    rows.insert(Values.of("name", "new").and("tags", List.of("t")));
    try (Db replica = open(PostgresConfig.of(replicaUrl).withSchema(primary.schema()))) {
      replica.createTables();
      replica
          .dao("rows")
          .insert(
              Values.of("id", ID).and("name", "both").and("count", 1L).and("tags", List.of("t")));
    }
    logger().addAppender(log);
    log.start();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(PostgresReplica.class);
  }

  @AfterEach
  void drop() {
    logger().detachAppender(log);
    db.close();
    network.close();
    sql("DROP DATABASE " + replicaName + " WITH (FORCE)");
  }

  private void sql(String statement) {
    try (PostgresStrategy operator = PostgresStrategy.of(primary);
        Session session = operator.connector().orElseThrow().open()) {
      session.execute(statement);
    }
  }

  private static Object count(Entity row) {
    return String.valueOf(row.get("count"));
  }

  @Test
  void reads_notFresh_comeFromTheReplica() {
    assertThat(count(rows.require(KEY))).isEqualTo("1");
    assertThat(count(rows.require(Key.by("name", "both")))).isEqualTo("1");
    assertThat(rows.select(Key.by("name", "new"))).isEmpty();
    assertThat(rows.selectAll(List.of(KEY, Key.by("name", "new")))).containsOnlyKeys(KEY);
    assertThat(rows.page(Query.all()).items())
        .extracting(PostgresReplicaTest::count)
        .containsExactly("1");
    assertThat(rows.stream(Query.taggedAll("t"))).hasSize(1);
    assertThat(rows.count(Query.all())).isEqualTo(1);
  }

  @Test
  void reads_fresh_comeFromThePrimary() {
    assertThat(rows.select(KEY, FRESH).map(PostgresReplicaTest::count)).contains("2");
    assertThat(rows.select(Key.by("name", "new"), FRESH)).isPresent();
    assertThat(rows.selectAll(List.of(KEY, Key.by("name", "new")), FRESH)).hasSize(2);
    assertThat(rows.page(Query.all(), FRESH).items()).hasSize(2);
  }

  @Test
  void transaction_readsThePrimary() {
    db.useTransaction(
        tx -> {
          Dao<Entity> inside = tx.dao("rows");
          assertThat(count(inside.require(KEY))).isEqualTo("2");
          assertThat(inside.page(Query.all()).items()).hasSize(2);
          inside.insert(Values.of("name", "own"));
          assertThat(inside.select(Key.by("name", "own"))).isPresent();
          assertThat(inside.selectAll(List.of(Key.by("name", "own")))).hasSize(1);
        });
  }

  @Test
  void writes_goByWhatThePrimaryHolds() {
    assertThat(rows.update(KEY, Values.of("tags", List.of("u"))).get("count")).isEqualTo(2L);
    assertThat(rows.update(Key.by("name", "new"), Values.of("count", 5L)).get("count"))
        .isEqualTo(5L);
    assertThat(db.dao("children").insert(Values.of("row", Map.of("name", "new"))).get("row"))
        .as("a reference that only the primary resolves")
        .isNotNull();
    assertThat(rows.upsert(Key.by("name", "new"), Values.of("count", 6L)).get("count"))
        .isEqualTo(6L);
    assertThat(rows.delete(Key.by("name", "new"))).isTrue();
    assertThat(count(rows.require(KEY))).as("nothing was written there").isEqualTo("1");
  }

  @Test
  void update_fromAStaleState_isRefusedOrMergedAndDoesNotLoop() {
    Entity stale = rows.require(KEY);
    long begun = System.nanoTime();
    assertThatThrownBy(() -> rows.update(stale, with(stale, "count", 9L)))
        .isInstanceOf(DaoException.Changed.class)
        .hasMessageContaining("'count' was changed meanwhile: read the entity again");
    Entity merged = rows.update(stale, with(stale, "name", "renamed"));
    assertThat(merged.get("count")).isEqualTo(2L);
    assertThat(merged.get("name")).isEqualTo("renamed");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private Entity with(Entity entity, String field, Object value) {
    return db.schemas().type("rows").update(entity, Values.of(field, value)).entity();
  }

  @Test
  void replica_down_isReplacedByThePrimaryAndToldOnce() {
    assertThat(count(rows.require(KEY))).isEqualTo("1");
    network.refuse(true);
    network.cut();
    long begun = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThat(count(rows.require(KEY))).isEqualTo("2");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("not every read waits for it")
        .isLessThan(Duration.ofSeconds(5));
    assertThat(rows.page(Query.all()).items()).hasSize(2);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("the replica at postgresql://127.0.0.1:")
        .contains(
            "is not reached, the primary is read instead and the replica tried again every 10 s: ");
  }

  @Test
  void replica_thatLagsBehindAMigration_isReplacedReadByRead() {
    try (PostgresStrategy operator =
            PostgresStrategy.of(PostgresConfig.of(replicaUrl).withSchema(primary.schema()));
        Session session = operator.connector().orElseThrow().open()) {
      session.execute("DROP TABLE children");
    }
    Entity child = db.dao("children").insert(Values.of("row", KEY));
    assertThat(db.dao("children").select(child.key())).isPresent();
    assertThat(count(rows.require(KEY))).as("still in use").isEqualTo("1");
    assertThat(log.list).isEmpty();
  }

  @Test
  void page_badOffset_isNoFaultOfTheReplica() {
    assertThatThrownBy(() -> rows.page(Query.all().after(Offset.parse("bad"))))
        .isInstanceOf(DaoException.Invalid.class);
  }

  @Test
  void state_lost_isTriedByOneReadAfterThePause() throws Exception {
    PostgresReplica state = new PostgresReplica("there", Duration.ofMillis(200));
    assertThat(state.isToBeRead()).isTrue();
    state.lost("why");
    assertThat(state.isToBeRead()).isFalse();
    Thread.sleep(250);
    assertThat(state.isToBeRead()).as("the one that tries").isTrue();
    assertThat(state.isToBeRead()).as("others meanwhile").isFalse();
    state.answered();
    assertThat(state.isToBeRead()).isTrue();
    state.lost("again");
    assertThat(log.list).as("each outage once").hasSize(2);
  }
}
