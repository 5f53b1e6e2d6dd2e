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

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Event;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventLogTest {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("name", string().unique())
          .field("count", integer().defaultTo(0L))
          .build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("row", foreign("rows").onDelete(OnDelete.CASCADE))
          .build();

  private final PostgresConfig config = TestDatabase.config();
  private final PostgresStrategy strategy = PostgresStrategy.of(config);
  private final Db db = Db.on(strategy).schemas(ROWS, CHILDREN).open();
  private final List<Table> tables = List.copyOf(Table.of(db.schemas()).values());
  private final EventLog log = strategy.events().orElseThrow();

  @BeforeEach
  void createTables() {
    db.createTables();
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** Runs statements as an operator would, past the framework. */
  private void sql(String... statements) {
    try (Session session = strategy.connector().orElseThrow().open()) {
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }

  @Test
  void poll_writersThatPauseAndRollBackAndOneThatStalls_losesNothingAndRepeatsNothing()
      throws Exception {
    int writers = 6;
    int rounds = 60;
    List<Entity> rows = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      rows.add(db.dao("rows").insert(Values.of("name", "w" + i)));
    }
    ConcurrentLinkedQueue<String> committed = new ConcurrentLinkedQueue<>();
    List<String> told = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try (EventLog.Reader reader = log.open(tables, null)) {
      List<Future<Integer>> done = new ArrayList<>();
      for (Entity row : rows) {
        done.add(threads.submit(writer(row, rounds, committed)));
      }
      done.add(threads.submit(staller()));
      while (!done.stream().allMatch(Future::isDone)) {
        reader.poll().list().forEach(event -> told.add(nameIn(event)));
        Thread.sleep(3);
      }
      for (Future<Integer> one : done) {
        one.get();
      }
      reader.poll().list().forEach(event -> told.add(nameIn(event)));
    } finally {
      threads.shutdownNow();
    }
    List<String> changes = told.stream().filter(name -> name.contains("-")).toList();
    assertThat(changes).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
    Map<String, Integer> last = new HashMap<>();
    for (String change : changes) {
      int dash = change.indexOf('-');
      int round = Integer.parseInt(change.substring(dash + 1));
      Integer before = last.put(change.substring(0, dash), round);
      assertThat(before == null || before < round).as("order of %s", change).isTrue();
    }
  }

  private Callable<Integer> writer(
      Entity row, int rounds, ConcurrentLinkedQueue<String> committed) {
    Random random = new Random(row.id().hashCode());
    return () -> {
      for (int i = 0; i < rounds; i++) {
        String name = row.get("name") + "-" + i;
        boolean rollsBack = random.nextInt(10) == 0;
        try {
          db.useTransaction(
              tx -> {
                tx.dao("rows").update(row.key(), Values.of("name", name));
                pause(random.nextInt(6));
                if (rollsBack) {
                  throw new IllegalStateException("undo");
                }
              });
          committed.add(name);
        } catch (IllegalStateException e) {
          assertThat(rollsBack).isTrue();
        }
        pause(random.nextInt(3));
      }
      return rounds;
    };
  }

  /** A transaction that has written and stays open, so that the low mark does not move. */
  private Callable<Integer> staller() {
    return () -> {
      db.useTransaction(
          tx -> {
            tx.dao("rows").insert(Values.of("name", "stall"));
            pause(400);
          });
      return 1;
    };
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String nameIn(Event event) {
    return event.uniqueValues().values().stream()
        .map(key -> String.valueOf(key.part(key.size() - 1)))
        .findFirst()
        .orElse("none");
  }

  @Test
  void poll_changesMadeByHand_areTold() {
    Entity row = db.dao("rows").insert(Values.of("name", "a"));
    Entity child = db.dao("children").insert(Values.of("row", row.key()));
    try (EventLog.Reader reader = log.open(tables, null)) {
      sql("UPDATE rows SET count = 7");
      sql("TRUNCATE children");
      assertThat(reader.poll().list())
          .extracting(Event::toString)
          .containsExactly("UPDATED rows " + row.key(), "TRUNCATED children");
      assertThat(db.dao("children").select(child.key())).isEmpty();
    }
  }

  @Test
  void poll_cascade_tellsTheChildrenToo() {
    Entity row = db.dao("rows").insert(Values.of("name", "a"));
    Entity child = db.dao("children").insert(Values.of("row", row.key()));
    try (EventLog.Reader reader = log.open(tables, null)) {
      db.dao("rows").delete(row.key());
      assertThat(reader.poll().list())
          .extracting(Event::toString)
          .containsExactly("DELETED children " + child.key(), "DELETED rows " + row.key());
    }
  }

  @Test
  void poll_afterTooLongAPause_isAGapAndThenGoesOn() throws Exception {
    try (PostgresStrategy hasty =
            PostgresStrategy.of(config.withEventRetention(Duration.ofMillis(200)));
        EventLog.Reader reader = hasty.events().orElseThrow().open(tables, null)) {
      db.dao("rows").insert(Values.of("name", "a"));
      Thread.sleep(150);
      assertThat(reader.poll().isGap()).isTrue();
      db.dao("rows").insert(Values.of("name", "b"));
      Events next = reader.poll();
      assertThat(next.isGap()).isFalse();
      assertThat(next.list()).extracting(PostgresEventLogTest::nameIn).containsExactly("b");
    }
  }

  @Test
  void poll_positionOfAnotherServer_isAGap() {
    String position;
    try (EventLog.Reader reader = log.open(tables, null)) {
      position = reader.position();
    }
    String other = position.replaceFirst(";\\d+/", ";1/");
    try (EventLog.Reader reader = log.open(tables, other)) {
      assertThat(reader.poll().isGap()).isTrue();
      assertThat(reader.poll().isGap()).isFalse();
    }
    assertThatThrownBy(() -> log.open(tables, "nonsense")).isInstanceOf(DaoException.Invalid.class);
  }

  @Test
  void open_rowsOfARestoredDump_areRemoved() {
    sql("INSERT INTO plinth_event (xid, entity, kind) VALUES ('9999999999', 'rows', 'TRUNCATED')");
    try (EventLog.Reader reader = log.open(tables, null)) {
      assertThat(reader.poll().list()).isEmpty();
    }
  }

  @Test
  void open_tableWithoutTrigger_isRefusedInWords() {
    sql("DROP TRIGGER plinth_event ON children");
    assertThatThrownBy(() -> log.open(tables, null))
        .isInstanceOf(DaoException.Fault.class)
        .hasMessageContaining("table 'children' does not tell its changes");
  }

  @Test
  void sweep_oldEvents_areRemovedInBatches() throws Exception {
    for (int i = 0; i < 5; i++) {
      db.dao("rows").insert(Values.of("name", "s" + i));
    }
    Thread.sleep(60);
    try (PostgresStrategy hasty =
        PostgresStrategy.of(config.withEventRetention(Duration.ofMillis(50)))) {
      EventLog hastyLog = hasty.events().orElseThrow();
      assertThat(hastyLog.sweep(3)).isEqualTo(3);
      assertThat(hastyLog.sweep(3)).isEqualTo(2);
      assertThat(hastyLog.sweep(3)).isZero();
    }
  }
}
