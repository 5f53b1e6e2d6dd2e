/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.bool;
import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.listOf;
import static dev.plinth.schema.Fields.mapOf;
import static dev.plinth.schema.Fields.number;
import static dev.plinth.schema.Fields.record;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Change;
import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Attribute;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStrategyTest {
  private static final Schema OWNERS =
      Schema.named("owners")
          .primaryKey("id")
          .endpointKey("name")
          .workspaceable()
          .field("id", Typedefs.id())
          .field("name", string().unique())
          .field("count", integer().defaultTo(0L))
          .field("ratio", number())
          .field("open", bool())
          .field("words", listOf(string().minLength(0)))
          .field("limits", mapOf(integer()))
          .field("place", record().optional().field("street", string()).field("floor", integer()))
          .field("tags", Typedefs.tags())
          .build();
  private static final Schema THINGS =
      Schema.named("things")
          .primaryKey("id")
          .endpointKey("code")
          .workspaceable()
          .ttl()
          .field("id", Typedefs.id())
          .field("code", string().unique().auto())
          .field("owner", foreign("owners").onDelete(OnDelete.CASCADE))
          .build();
  private static final Schema NOTES =
      Schema.named("notes")
          .primaryKey("id")
          .workspaceable()
          .field("id", Typedefs.id())
          .field("about", foreign("owners").required())
          .field("text", string())
          .build();

  private static final Attribute<Long> COUNT = Attribute.of("count", Long.class);

  private final PostgresConfig config = TestDatabase.config();
  private final Db db = Db.on(PostgresStrategy.of(config)).schemas(OWNERS, THINGS, NOTES).open();
  private final Dao<Entity> owners = db.dao("owners");
  private final Dao<Entity> things = db.dao("things");

  @BeforeEach
  void createTables() {
    db.createTables();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void insert_allKindsOfValues_comeBackEqual() {
    Entity sent =
        owners.insert(
            Values.of("name", "a\uD83D\uDE00\u0301")
                .and("count", Long.MIN_VALUE)
                .and("ratio", Double.MIN_VALUE)
                .and("open", false)
                .and("words", List.of("", "x", "a,b\"c"))
                .and("limits", Map.of("k", Long.MAX_VALUE))
                .and("place", Values.of("street", "s").and("floor", 3))
                .and("tags", List.of("t1", "t2")));
    Entity read = owners.require(sent.key());
    assertThat(read).isEqualTo(sent);
    assertThat(read.get("limits")).isEqualTo(Map.of("k", Long.MAX_VALUE));
    assertThat(read.toJson()).contains("\"place\":{\"street\":\"s\",\"floor\":3}");
  }

  @Test
  void insert_emptyCollections_areNotNull() {
    Entity read =
        owners.require(
            owners
                .insert(
                    Values.of("name", "e")
                        .and("words", List.of())
                        .and("limits", Map.of())
                        .and("tags", List.of()))
                .key());
    assertThat(read.get("words")).isEqualTo(List.of());
    assertThat(read.get("limits")).isEqualTo(Map.of());
    assertThat(read.get("place")).isNull();
  }

  @Test
  void insert_takenValues_primaryKeyIsReportedFirst() {
    UUID id = owners.insert(Values.of("name", "a")).id();
    assertThatThrownBy(() -> owners.insert(Values.of("name", "a")))
        .isInstanceOf(DaoException.Duplicate.class)
        .hasMessage("[postgres] UNIQUE violation detected on '{name=\"a\"}'");
    assertThatThrownBy(() -> owners.insert(Values.of("name", "a").and("id", id)))
        .isInstanceOf(DaoException.Duplicate.class)
        .hasMessage("[postgres] primary key violation on key '{id=\"" + id + "\"}'");
  }

  @Test
  void insert_danglingReference_isRefused() {
    UUID nobody = UUID.randomUUID();
    assertThatThrownBy(() -> things.insert(Values.of("owner", Key.of(nobody))))
        .isInstanceOf(DaoException.Dangling.class)
        .hasMessage(
            "[postgres] the foreign key '{id=\""
                + nobody
                + "\"}' does not reference an existing 'owners' entity.");
  }

  @Test
  void insert_referenceByUniqueValue_isResolved() {
    Entity owner = owners.insert(Values.of("name", "o"));
    assertThat(things.insert(Values.of("owner", Map.of("name", "o"))).get("owner"))
        .isEqualTo(owner.key());
    assertThatThrownBy(() -> things.insert(Values.of("owner", Key.by("name", "x"))))
        .hasMessage(
            "[postgres] foreign key unresolved (owner.name: the foreign key cannot be resolved with '{name=\"x\"}' for an existing 'owners' entity)");
  }

  @Test
  void page_throughAll_givesEachOnceInOrder() {
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      rows.add(Values.of("name", "p" + i).and("tags", List.of(i % 2 == 0 ? "even" : "odd", "all")));
    }
    owners.insertAll(rows);
    List<UUID> ids = new ArrayList<>();
    owners.each(Query.all().size(4)).forEach(entity -> ids.add(entity.id()));
    assertThat(ids)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
    assertThat(owners.page(Query.all().size(25)).next()).isEmpty();
    assertThat(owners.stream(Query.taggedAll("even", "all").size(3))).hasSize(13);
    assertThat(owners.stream(Query.taggedAny("even", "odd").size(3))).hasSize(25);
  }

  @Test
  void update_concurrently_losesNothing() throws Exception {
    Key key = owners.insert(Values.of("name", "c")).key();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Entity>> work =
          List.of(
              () -> owners.update(key, Values.of("count", 1L)),
              () -> owners.update(key, Values.of("ratio", 2.0)),
              () -> owners.update(key, Values.of("open", true)),
              () -> owners.update(key, Values.of("words", List.of("w"))));
      for (Future<Entity> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    Entity merged = owners.require(key);
    assertThat(merged.get("count")).isEqualTo(1L);
    assertThat(merged.get("ratio")).isEqualTo(2.0);
    assertThat(merged.get("open")).isEqualTo(true);
    assertThat(merged.get("words")).isEqualTo(List.of("w"));
  }

  @Test
  void insert_sameUniqueValueByMany_oneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(
            () -> {
              try {
                owners.insert(Values.of("name", "one"));
                return "won";
              } catch (DaoException.Duplicate e) {
                return "lost";
              }
            });
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> done : threads.invokeAll(work)) {
        outcomes.add(done.get());
      }
      assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void delete_parent_takesOrRefuses() {
    Entity owner = owners.insert(Values.of("name", "d"));
    Entity thing = things.insert(Values.of("owner", owner.key()));
    Entity note = db.dao("notes").insert(Values.of("about", owner.key()));
    assertThatThrownBy(() -> owners.delete(owner.key()))
        .isInstanceOf(DaoException.Referenced.class)
        .hasMessage("[postgres] an existing 'notes' entity references this 'owners' entity");
    assertThat(things.select(thing.key())).isPresent();
    db.dao("notes").delete(note.key());
    assertThat(owners.delete(Key.by("name", "d"))).isTrue();
    assertThat(things.select(thing.key())).isEmpty();
    assertThat(owners.delete(owner.key())).isFalse();
  }

  @Test
  void upsert_byIdAndByName_replacesWhole() {
    UUID id = UUID.randomUUID();
    owners.upsert(Key.of(id), Values.of("name", "u").and("count", 5L));
    assertThat(owners.upsert(Key.by("name", "u"), Values.of("ratio", 1.5)).id()).isEqualTo(id);
    assertThat(owners.require(Key.of(id)).get("count")).isEqualTo(0L);
    assertThat(owners.upsert(Key.by("name", "new"), Values.of("count", 1L)).get("name"))
        .isEqualTo("new");
  }

  @Test
  void upsert_sameKeyByMany_eachReplacesWhatTheOneBeforeWrote() throws Exception {
    UUID id = UUID.randomUUID();
    List<Change> changes = new CopyOnWriteArrayList<>();
    db.changes().subscribe("owners", changes::add);
    List<Callable<Entity>> work = new ArrayList<>();
    for (long i = 1; i <= 200; i++) {
      long count = i;
      work.add(() -> owners.upsert(Key.of(id), Values.of("name", "u").and("count", count)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Entity> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(changes).filteredOn(change -> change.before().isEmpty()).hasSize(1);
    List<Object> before =
        changes.stream()
            .flatMap(change -> change.before().stream())
            .map(entity -> entity.require(COUNT))
            .collect(Collectors.toList());
    before.add(owners.require(Key.of(id)).require(COUNT));
    assertThat(before)
        .as("every written state was replaced once, the last one is there")
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 200).boxed().map(Object.class::cast).toList());
  }

  @Test
  void insertAll_hundreds_allOrNoneAndTheRefusedOneIsNamed() {
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(Values.of("name", "bulk" + i).and("words", List.of("w" + i)));
    }
    List<Entity> stored = owners.insertAll(rows);
    assertThat(stored).extracting(row -> row.get("name")).startsWith("bulk0").hasSize(300);
    assertThat(owners.require(stored.get(299).key())).isEqualTo(stored.get(299));
    List<Values> more = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      more.add(Values.of("name", i == 150 ? "bulk7" : "more" + i));
    }
    assertThatThrownBy(() -> owners.insertAll(more))
        .isInstanceOf(DaoException.Duplicate.class)
        .hasMessage("[postgres] UNIQUE violation detected on '{name=\"bulk7\"}'");
    assertThat(owners.select(Key.by("name", "more0"))).isEmpty();
  }

  @Test
  void sweep_expiredRows_areRemoved() throws Exception {
    things.insert(Values.of("code", "s1"), WriteOptions.ttl(Duration.ofSeconds(1)));
    things.insert(Values.of("code", "s2"), WriteOptions.ttl(Duration.ofSeconds(1)));
    things.insert(Values.of("code", "s3"));
    Thread.sleep(1_100);
    try (PostgresStrategy strategy = PostgresStrategy.of(config)) {
      EntityStore store =
          strategy.store(Objects.requireNonNull(Table.of(db.schemas()).get("things")));
      assertThat(store.sweep(1)).isEqualTo(1);
      assertThat(store.sweep(10)).isEqualTo(1);
      assertThat(store.sweep(10)).isZero();
    }
    assertThat(things.select(Key.by("code", "s3"))).isPresent();
  }

  @Test
  void sweepEvery_expiredRow_isGoneFromTheTable() throws Exception {
    try (Db swept =
        Db.on(PostgresStrategy.of(config))
            .schemas(OWNERS, THINGS, NOTES)
            .sweepEvery(Duration.ofMillis(100))
            .open()) {
      swept.dao("things").insert(Values.of("code", "g"), WriteOptions.ttl(Duration.ofSeconds(1)));
      try (PostgresStrategy strategy = PostgresStrategy.of(config);
          Session session = strategy.connector().orElseThrow().open()) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!session.query("SELECT 1 FROM things WHERE code = 'g'").isEmpty()) {
          assertThat(System.nanoTime()).isLessThan(deadline);
          Thread.sleep(50);
        }
      }
    }
  }

  @Test
  void ttl_expired_isInvisibleAndDoesNotBlock() throws Exception {
    Entity first = things.insert(Values.of("code", "t"), WriteOptions.ttl(Duration.ofSeconds(1)));
    assertThat(first.ttl()).contains(Duration.ofSeconds(1));
    assertThat(things.update(first.key(), Values.none()).ttl()).isPresent();
    Thread.sleep(1_100);
    assertThat(things.select(first.key())).isEmpty();
    assertThat(things.insert(Values.of("code", "t").and("id", first.id())).ttl()).isEmpty();
  }

  @Test
  void workspaces_doNotSeeOrBlockEachOther() {
    Db other = db.in(Key.of(UUID.randomUUID()));
    Entity here = owners.insert(Values.of("name", "w"));
    Entity there = other.dao("owners").insert(Values.of("name", "w"));
    assertThat(other.dao("owners").select(here.key())).isEmpty();
    assertThat(owners.select(Key.by("name", "w")).map(Entity::id)).contains(here.id());
    assertThat(other.dao("owners").page(Query.all()).items()).containsExactly(there);
    assertThatThrownBy(() -> other.dao("things").insert(Values.of("owner", here.key())))
        .isInstanceOf(DaoException.Dangling.class);
    assertThatThrownBy(() -> other.dao("owners").upsert(here.key(), Values.of("name", "z")))
        .isInstanceOf(DaoException.Duplicate.class);
  }

  @Test
  void inTransaction_thrown_leavesNothing() {
    assertThatThrownBy(
            () ->
                db.useTransaction(
                    tx -> {
                      tx.dao("owners").insert(Values.of("name", "tx"));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(owners.select(Key.by("name", "tx"))).isEmpty();
    assertThatThrownBy(() -> db.useTransaction(tx -> owners.insert(Values.of("name", "outside"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this thread is in a transaction");
  }

  @Test
  void check_unreachable_saysWhere() {
    try (PostgresStrategy nowhere =
        PostgresStrategy.of(
            PostgresConfig.of("jdbc:postgresql://127.0.0.1:9/none?password=secret")
                .withConnectTimeout(Duration.ofMillis(300)))) {
      assertThat(nowhere.check().problem().orElseThrow())
          .contains("cannot reach PostgreSQL at postgresql://127.0.0.1:9/none")
          .contains("PLINTH_POSTGRES_URL")
          .doesNotContain("secret");
    }
  }

  @Test
  void split_script_respectsQuotes() {
    String script =
        "SELECT ';' ; -- a; b\nSELECT $x$ ; $x$;/* ; /* ; */ */ SELECT E'\\';' ; \"a;b\"";
    assertThat(new PostgresScript(script).statements()).hasSize(4);
  }
}
