/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Insert;
import dev.plinth.dao.spi.Session;
import dev.plinth.dao.spi.Table;
import dev.plinth.dao.spi.Transaction;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the server refuses while the connection holds. */
class PostgresFaultsTest extends Faults {
  private static <T> Future<T> meanwhile(ExecutorService threads, Callable<T> work) {
    return threads.submit(work);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs work while a transaction holds the row. */
  private void whileLocked(Db holder, Key row, Runnable work) throws Exception {
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> held =
          meanwhile(
              threads,
              () ->
                  holder.inTransaction(
                      tx -> {
                        tx.dao("rows").update(row, Values.of("count", 7L));
                        locked.countDown();
                        await(done);
                        return true;
                      }));
      await(locked);
      try {
        work.run();
      } finally {
        done.countDown();
      }
      held.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void pool_heldByATransaction_isToldAndServesAgain() throws Exception {
    try (Db narrow = open(one -> one.withPoolSize(1).withConnectTimeout(Duration.ofMillis(300)))) {
      Key key = narrow.dao("rows").insert(Values.of("name", "a")).key();
      whileLocked(
          narrow,
          key,
          () -> {
            DaoException.Fault read = fault(true, true, () -> narrow.dao("rows").select(key));
            assertThat(read)
                .hasMessageContaining("no connection was free")
                .hasMessageContaining("raise postgres.pool-size");
            fault(true, true, () -> narrow.dao("rows").insert(Values.of("name", "b")));
          });
      assertThat(names()).containsExactly("a");
      assertThat(narrow.dao("rows").require(key).get("count")).isEqualTo(7L);
    }
  }

  @Test
  void statementTimeout_isRetryableAndWritesNothing() {
    sql(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(5);"
            + " RETURN NEW; END $$",
        "CREATE TRIGGER slow BEFORE INSERT ON rows FOR EACH ROW WHEN (NEW.name = 'slow') EXECUTE"
            + " FUNCTION slow()");
    try (Db hasty = open(one -> one.withStatementTimeout(Duration.ofMillis(200)))) {
      Dao<Entity> dao = hasty.dao("rows");
      assertThat(fault(true, true, () -> dao.insert(Values.of("name", "slow"))))
          .hasMessageContaining("canceling statement due to statement timeout");
      dao.insert(Values.of("name", "quick"));
    }
    assertThat(names()).containsExactly("quick");
  }

  @Test
  void lockTimeout_isRetryableAndTheCallerWaitsOnce() throws Exception {
    Key key = rows.insert(Values.of("name", "a")).key();
    try (Db hasty = open(one -> one.withLockTimeout(Duration.ofMillis(2_100)))) {
      long begun = System.nanoTime();
      whileLocked(
          db,
          key,
          () ->
              assertThat(
                      fault(
                          true,
                          true,
                          () -> hasty.dao("rows").update(key, Values.of("secret", "hush"))))
                  .hasMessageContaining("canceling statement due to lock timeout"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("not as often as a change is merged")
          .isLessThan(Duration.ofSeconds(8));
      assertThat(hasty.dao("rows").update(key, Values.of("secret", "s")).get("count"))
          .isEqualTo(7L);
    }
  }

  @Test
  void deadlock_oneIsToldAndTheOtherStays() throws Exception {
    Key a = rows.insert(Values.of("name", "a")).key();
    Key b = rows.insert(Values.of("name", "b")).key();
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Object>> done =
          List.of(
              meanwhile(threads, () -> crossing(a, b, 1, both)),
              meanwhile(threads, () -> crossing(b, a, 2, both)));
      List<Object> outcomes = List.of(done.get(0).get(), done.get(1).get());
      assertThat(outcomes).filteredOn(DaoException.Fault.class::isInstance).hasSize(1);
      DaoException.Fault loser =
          (DaoException.Fault)
              outcomes.stream().filter(DaoException.Fault.class::isInstance).findFirst().get();
      fault(
          true,
          true,
          () -> {
            throw loser;
          });
      assertThat(loser).hasMessageContaining("deadlock detected");
      Object winner = outcomes.stream().filter(Long.class::isInstance).findFirst().orElseThrow();
      assertThat(rows.require(a).get("count")).isEqualTo(winner);
      assertThat(rows.require(b).get("count")).isEqualTo(winner);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Writes two rows in one transaction; returns the number written, or the fault. */
  private Object crossing(Key first, Key second, long number, CountDownLatch both) {
    try {
      db.useTransaction(
          tx -> {
            tx.dao("rows").update(first, Values.of("count", number));
            both.countDown();
            await(both);
            tx.dao("rows").update(second, Values.of("count", number));
          });
      return number;
    } catch (DaoException.Fault e) {
      return e;
    }
  }

  @Test
  void serializationFailure_isRetryableAndWritesNothing() {
    String role = "serial_" + config.schema();
    sql(
        "CREATE ROLE " + role + " SUPERUSER LOGIN",
        "ALTER ROLE " + role + " SET default_transaction_isolation = 'serializable'");
    Key key = rows.insert(Values.of("name", "a")).key();
    try (Db serial = open(one -> one.withCredentials(role, null))) {
      Runnable attempt =
          () ->
              serial.useTransaction(
                  tx -> {
                    tx.dao("rows").insert(Values.of("name", "b"));
                    tx.dao("rows").require(key);
                    db.dao("rows").update(key, Values.of("secret", "other"));
                    tx.dao("rows").update(key, Values.of("count", 9L));
                  });
      assertThat(fault(true, true, attempt::run))
          .hasMessageContaining("could not serialize access due to concurrent update");
      assertThat(names()).containsExactly("a");
      assertThat(rows.require(key).get("count")).isEqualTo(0L);
      assertThat(serial.dao("rows").update(key, Values.of("count", 9L)).get("secret"))
          .isEqualTo("other");
    } finally {
      sql("DROP ROLE " + role);
    }
  }

  @Test
  void transaction_refusalThatIsCaught_undoesItselfAlone() {
    rows.insert(Values.of("name", "taken"));
    db.useTransaction(
        tx -> {
          tx.dao("rows").insert(Values.of("name", "before"));
          assertThatThrownBy(() -> tx.dao("rows").insert(Values.of("name", "taken")))
              .isInstanceOf(DaoException.Duplicate.class);
        });
    assertThat(names()).containsExactly("before", "taken");
  }

  @Test
  void commit_afterAStatementOfTheStoreHasFailed_isRefused() {
    rows.insert(Values.of("name", "taken"));
    Table table = Objects.requireNonNull(Table.of(db.schemas()).get("rows"));
    try (PostgresStrategy strategy = PostgresStrategy.of(config);
        Transaction transaction = strategy.transactions().orElseThrow().begin()) {
      EntityStore store = transaction.store(table);
      store.insert(new Insert(table, row("before")));
      assertThatThrownBy(() -> store.insert(new Insert(table, row("taken"))))
          .isInstanceOf(DaoException.Duplicate.class);
      assertThatThrownBy(transaction::commit)
          .isInstanceOf(DaoException.Fault.class)
          .hasMessageContaining("an operation in it failed and has undone all of it");
    }
    assertThat(names()).containsExactly("taken");
  }

  private Entity row(String name) {
    return rows.type().insert(Values.of("name", name)).entity();
  }

  @Test
  void diskFull_saysSoAndWritesNothing() {
    sql(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
            + " 'could not extend file' USING ERRCODE = '53100', DETAIL = 'hush'; END $$",
        "CREATE TRIGGER full_disk AFTER INSERT ON rows FOR EACH ROW WHEN (NEW.name = 'n7') EXECUTE"
            + " FUNCTION full_disk()");
    List<Values> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(Values.of("name", "n" + i));
    }
    assertThat(fault(false, true, () -> rows.insertAll(many)))
        .hasMessage(
            "[postgres] could not extend file: the disk of the database is full: make room on it");
    fault(false, true, () -> rows.insert(Values.of("name", "n7")));
    assertThat(names()).isEmpty();
    rows.insert(Values.of("name", "n8"));
  }

  @Test
  void readOnlyServer_saysSoAndStillReads() {
    Key key = rows.insert(Values.of("name", "a")).key();
    String role = "reader_" + config.schema();
    sql(
        "CREATE ROLE " + role + " SUPERUSER LOGIN",
        "ALTER ROLE " + role + " SET default_transaction_read_only = on");
    try (Db reader = open(one -> one.withCredentials(role, null))) {
      assertThat(reader.check().isUp()).as("%s", reader.check()).isTrue();
      assertThat(reader.dao("rows").select(key)).isPresent();
      assertThat(fault(false, true, () -> reader.dao("rows").insert(Values.of("name", "b"))))
          .hasMessage(
              "[postgres] cannot execute INSERT in a read-only transaction: it is a standby, or was"
                  + " set to be read only: use the primary's address");
      fault(false, true, () -> reader.dao("rows").update(key, Values.of("count", 1L)));
      fault(false, true, () -> reader.dao("rows").delete(key));
      assertThat(names()).containsExactly("a");
    } finally {
      sql("DROP ROLE " + role);
    }
  }

  @Test
  void nul_anywhere_isASchemaViolationBeforeAnyWrite() {
    List<Values> bad =
        List.of(
            Values.of("name", "a\0b"),
            Values.of("name", "x").and("words", List.of("ok", "\0")),
            Values.of("name", "x").and("limits", Map.of("k", "\0")),
            Values.of("name", "x").and("limits", Map.of("k\0", "v")));
    for (Values values : bad) {
      assertThatThrownBy(() -> rows.insert(values))
          .as("%s", values)
          .isInstanceOf(DaoException.SchemaViolation.class)
          .hasMessageContaining("must not contain the character NUL");
      assertThatThrownBy(() -> rows.upsert(Key.of(UUID.randomUUID()), values))
          .isInstanceOf(DaoException.SchemaViolation.class);
    }
    assertThatThrownBy(() -> rows.select(Key.by("name", "a\0")))
        .isInstanceOf(DaoException.Invalid.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void surrogate_alone_isASchemaViolationAndAPairIsKept() {
    for (String half : List.of("a\uD83D", "\uDE00a", "\uD83D\uD83D\uDE00")) {
      assertThatThrownBy(() -> rows.insert(Values.of("name", half)))
          .isInstanceOf(DaoException.SchemaViolation.class)
          .hasMessageContaining("invalid utf-8 character sequence detected");
    }
    assertThat(rows.insert(Values.of("name", "\uD83D\uDE00")).get("name"))
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void atomically_errorOfTheJvm_leavesNothing() {
    try (PostgresStrategy strategy = PostgresStrategy.of(config);
        Session session = strategy.connector().orElseThrow().open()) {
      assertThatThrownBy(
              () ->
                  session.atomically(
                      () -> {
                        session.execute(
                            "INSERT INTO rows (id, name) VALUES (gen_random_uuid(), 'half')");
                        throw new AssertionError("no");
                      }))
          .hasMessage("no");
      assertThat(names()).isEmpty();
      session.atomically(() -> session.execute("DELETE FROM rows"));
    }
  }

  @Test
  void credentials_set_winOverThoseInTheAddress() {
    String role = "other_" + config.schema();
    sql("CREATE ROLE " + role + " SUPERUSER LOGIN");
    try (PostgresStrategy other = PostgresStrategy.of(config.withCredentials(role, "hush"));
        Session session = other.connector().orElseThrow().open()) {
      assertThat(session.query("SELECT current_user::text AS name").get(0).get("name"))
          .isEqualTo(role);
    } finally {
      sql("DROP ROLE " + role);
    }
  }
}
