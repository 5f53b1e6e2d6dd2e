/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Session;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection breaks, is refused, or falls silent. */
class PostgresLostConnectionTest {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("name", string().unique())
          .build();

  @TempDir Path folder;

  private final PostgresConfig direct = TestDatabase.config();
  private final TcpProxy proxy = TcpProxy.to(TestDatabase.url());
  private final PostgresConfig config =
      PostgresConfig.of(proxy.through(TestDatabase.url()))
          .withSchema(direct.schema())
          .withPoolSize(1)
          .withConnectTimeout(Duration.ofSeconds(2));
  private final Db db = open(config);
  private final Dao<Entity> rows = db.dao("rows");

  private static Db open(PostgresConfig config) {
    return Db.on(PostgresStrategy.of(config)).schemas(ROWS).sweepEvery(Duration.ZERO).open();
  }

  @BeforeEach
  void createTables() {
    try (Db operator = open(direct)) {
      operator.createTables();
    }
  }

  @AfterEach
  void close() {
    proxy.stall(false);
    db.close();
    proxy.close();
  }

  private static DaoException.Fault fault(
      boolean retryable, boolean outcomeKnown, ThrowingCallable call) {
    DaoException.Fault fault = catchThrowableOfType(DaoException.Fault.class, call);
    assertThat(fault).as("a fault").isNotNull();
    assertThat(fault.isRetryable()).as("retryable: %s", fault).isEqualTo(retryable);
    assertThat(fault.isOutcomeKnown()).as("outcome known: %s", fault).isEqualTo(outcomeKnown);
    assertThat(fault.getMessage()).startsWith("[postgres] ").doesNotContain("Exception", "\n");
    return fault;
  }

  /** Returns the names in the table as they are read past the network that fails. */
  private List<Object> names() {
    List<Object> names = new ArrayList<>();
    try (Db operator = open(direct)) {
      operator.dao("rows").each().forEach(row -> names.add(String.valueOf(row.get("name"))));
    }
    return names;
  }

  @Test
  void select_cut_isRetryableAndTheNextWorks() {
    Key key = rows.insert(Values.of("name", "a")).key();
    for (TcpProxy.Cut cut : TcpProxy.Cut.values()) {
      proxy.cutAt(cut, "wanted");
      assertThat(fault(true, true, () -> rows.select(Key.by("name", "wanted"))))
          .hasMessageStartingWith("[postgres] the connection was lost: ");
      assertThat(rows.select(key)).isPresent();
    }
  }

  @Test
  void insert_cut_isNotThereOrWhollyThereAndNobodyClaimsToKnow() {
    proxy.cutAt(TcpProxy.Cut.BEFORE_REQUEST, "unsent");
    assertThat(fault(false, false, () -> rows.insert(Values.of("name", "unsent"))))
        .hasMessageStartingWith("[postgres] the connection was lost: ");
    assertThat(names()).isEmpty();
    proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "unheard");
    fault(false, false, () -> rows.insert(Values.of("name", "unheard")));
    assertThat(names()).containsExactly("unheard");
    rows.insert(Values.of("name", "next"));
  }

  @Test
  void transaction_cutBeforeItsCommit_hasWrittenNothingForSure() {
    assertThat(
            fault(
                true,
                true,
                () ->
                    db.useTransaction(
                        tx -> {
                          tx.dao("rows").insert(Values.of("name", "first"));
                          proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "second");
                          tx.dao("rows").insert(Values.of("name", "second"));
                        })))
        .hasMessageStartingWith("[postgres] the connection was lost: ");
    assertThat(names()).isEmpty();
    rows.insert(Values.of("name", "next"));
  }

  @Test
  void transaction_goingOnAfterTheCut_hasWrittenNothingForSure() {
    fault(
        true,
        true,
        () ->
            db.useTransaction(
                tx -> {
                  proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "first");
                  fault(true, true, () -> tx.dao("rows").insert(Values.of("name", "first")));
                }));
    assertThat(names()).isEmpty();
    rows.insert(Values.of("name", "next"));
  }

  @Test
  void transaction_cutAtItsCommit_isNotThereOrWhollyThere() {
    proxy.cutAt(TcpProxy.Cut.BEFORE_REQUEST, "COMMIT");
    fault(false, false, () -> insertTwo("unsent"));
    assertThat(names()).isEmpty();
    proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "COMMIT");
    fault(false, false, () -> insertTwo("unheard"));
    assertThat(names()).containsExactlyInAnyOrder("unheard1", "unheard2");
    insertTwo("next");
  }

  private void insertTwo(String name) {
    db.useTransaction(
        tx -> {
          tx.dao("rows").insert(Values.of("name", name + 1));
          tx.dao("rows").insert(Values.of("name", name + 2));
        });
  }

  @Test
  void insertAll_cut_hasWrittenNothingForSure() {
    List<Values> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(Values.of("name", "n" + i + "."));
    }
    proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "n20.");
    assertThat(fault(true, true, () -> rows.insertAll(many)))
        .hasMessageStartingWith("[postgres] the connection was lost: ");
    assertThat(names()).isEmpty();
    assertThat(rows.insertAll(many)).hasSize(40);
  }

  @Test
  void atomically_cut_tellsOfTheCut() {
    try (PostgresStrategy strategy = PostgresStrategy.of(config);
        Session session = strategy.connector().orElseThrow().open()) {
      proxy.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "second");
      assertThatThrownBy(
              () ->
                  session.atomically(
                      () -> {
                        session.execute("INSERT INTO rows VALUES (gen_random_uuid(), 'first')");
                        session.execute("INSERT INTO rows VALUES (gen_random_uuid(), 'second')");
                      }))
          .isInstanceOf(DaoException.Fault.class)
          .hasMessageStartingWith("the connection was lost: ");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void terminated_inMidStatement_isNotThere() throws Exception {
    rows.insert(Values.of("name", "before"));
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (PostgresStrategy strategy = PostgresStrategy.of(direct);
        Session operator = strategy.connector().orElseThrow().open()) {
      operator.execute(
          "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM"
              + " pg_sleep(20); RETURN NEW; END $$");
      operator.execute(
          "CREATE TRIGGER slow AFTER INSERT ON rows FOR EACH ROW WHEN (NEW.name = 'slow') EXECUTE"
              + " FUNCTION slow()");
      Future<DaoException.Fault> told =
          threads.submit(() -> fault(false, false, () -> rows.insert(Values.of("name", "slow"))));
      String victim =
          "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%\"rows\"%' AND pid"
              + " <> pg_backend_pid()";
      while (operator.query("SELECT 1 " + victim).isEmpty()) {
        Thread.sleep(20);
      }
      operator.query("SELECT pg_terminate_backend(pid) " + victim);
      assertThat(told.get())
          .hasMessageContaining("terminating connection due to administrator command");
    } finally {
      threads.shutdownNow();
    }
    assertThat(names()).containsExactly("before");
    rows.insert(Values.of("name", "after"));
  }

  @Test
  void network_silent_isNoticed() {
    try (Db hasty =
        open(
            config
                .withConnectTimeout(Duration.ofMillis(400))
                .withStatementTimeout(Duration.ofMillis(500)))) {
      Key key = hasty.dao("rows").insert(Values.of("name", "a")).key();
      proxy.stall(true);
      long begun = System.nanoTime();
      fault(true, true, () -> hasty.dao("rows").select(key));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      proxy.cut();
      proxy.stall(false);
      eventually(() -> hasty.dao("rows").require(key));
    }
  }

  /** Retries as an application would, as long as it is told that it may. */
  private static void eventually(Runnable call) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        call.run();
        return;
      } catch (DaoException.Fault e) {
        assertThat(e.isRetryable()).as("%s", e).isTrue();
        assertThat(System.nanoTime()).as("%s", e).isLessThan(end);
      }
    }
  }

  @Test
  void connection_refused_isToldInTimeAndPasses() {
    Key key = rows.insert(Values.of("name", "a")).key();
    try (Db hasty = open(config.withConnectTimeout(Duration.ofMillis(300)))) {
      proxy.refuse(true);
      assertThat(fault(true, true, () -> hasty.dao("rows").insert(Values.of("name", "b"))))
          .hasMessageStartingWith("[postgres] no connection: ");
      long begun = System.nanoTime();
      fault(true, true, () -> hasty.dao("rows").update(key, Values.of("name", "c")));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("not as often as a change is merged")
          .isLessThan(Duration.ofSeconds(5));
      proxy.refuse(false);
      eventually(() -> hasty.dao("rows").update(key, Values.of("name", "d")));
    }
    assertThat(names()).containsExactly("d");
  }

  @Test
  void database_missing_isNotWorthATry() {
    try (Db lost =
        open(
            PostgresConfig.of(TestDatabase.url().replaceFirst("/[a-z]+\\?", "/nowhere?"))
                .withConnectTimeout(Duration.ofMillis(600)))) {
      assertThat(fault(false, true, () -> lost.dao("rows").insert(Values.of("name", "b"))))
          .hasMessage("[postgres] no connection: database \"nowhere\" does not exist");
    }
  }

  @Test
  void server_restarted_servesAgain() {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    try (TcpProxy network = TcpProxy.to(server.url());
        Db kept =
            open(
                PostgresConfig.of(network.through(server.url()))
                    .withPoolSize(1)
                    .withConnectTimeout(Duration.ofMillis(400)))) {
      kept.createTables();
      Key key = kept.dao("rows").insert(Values.of("name", "a")).key();
      server.close();
      fault(true, true, () -> eventuallyNot(() -> kept.dao("rows").select(key)));
      fault(true, true, () -> kept.dao("rows").insert(Values.of("name", "b")));
      server = EmbeddedPostgres.start(folder);
      network.leadTo(server.url());
      eventually(() -> kept.dao("rows").insert(Values.of("name", "c")));
      assertThat(kept.dao("rows").each())
          .extracting(row -> row.get("name"))
          .contains("a", "c")
          .hasSize(2);
    } finally {
      server.close();
    }
  }

  private static void eventuallyNot(Runnable call) {
    for (int i = 0; i < 3; i++) {
      call.run();
    }
  }
}
