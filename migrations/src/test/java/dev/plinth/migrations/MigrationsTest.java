/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.spi.Session;
import dev.plinth.embedded.EmbeddedPostgres;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.postgres.PostgresConfig;
import dev.plinth.postgres.PostgresStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static final Migration BASE =
      Migration.named("000_base_key_auth")
          .up(
              "postgres",
              "CREATE TABLE IF NOT EXISTS my_plugin_table (id UUID PRIMARY KEY, created_at TIMESTAMP WITH TIME ZONE, col1 TEXT);\nCREATE INDEX IF NOT EXISTS my_plugin_table_col1 ON my_plugin_table (col1);");
  private static final Migration CACHE_KEY =
      Migration.named("001_100_to_110")
          .up(
              "postgres",
              "ALTER TABLE my_plugin_table ADD COLUMN IF NOT EXISTS cache_key TEXT UNIQUE")
          .teardown(
              "postgres",
              session -> session.execute("ALTER TABLE my_plugin_table DROP COLUMN IF EXISTS col1"));

  private final String schema =
      "m" + Long.toString(System.nanoTime(), 36) + "_" + SCHEMAS.incrementAndGet();
  private final PostgresStrategy strategy = strategy();

  private PostgresStrategy strategy() {
    return PostgresStrategy.of(PostgresConfig.of(POSTGRES.url()).withSchema(schema));
  }

  @AfterEach
  void close() {
    strategy.close();
  }

  private Migrations migrations(Migration... keyAuth) {
    return Migrations.of(strategy, List.of(Subsystem.of("key-auth", keyAuth)));
  }

  private List<String> columns() {
    try (Session session = strategy.connector().orElseThrow().open()) {
      return session
          .query(
              "SELECT column_name::text AS name FROM information_schema.columns WHERE table_schema = ? AND table_name = 'my_plugin_table' ORDER BY 1",
              schema)
          .stream()
          .map(row -> String.valueOf(row.get("name")))
          .toList();
    }
  }

  @Test
  void keyAuth_throughItsLife_isMigrated() {
    assertThat(migrations(BASE).state().needsBootstrap()).isTrue();
    assertThatThrownBy(() -> migrations(BASE).requireUpToDate())
        .isInstanceOf(MigrationException.class)
        .hasMessage("the database has not been prepared: run 'migrations bootstrap'");

    Report bootstrapped = migrations(BASE).run(migrations(BASE).plan(Command.BOOTSTRAP));
    assertThat(bootstrapped.steps())
        .extracting(Step::toString)
        .containsExactly("key-auth migrated up to: 000_base_key_auth (executed)");
    migrations(BASE).requireUpToDate();

    Migrations next = migrations(BASE, CACHE_KEY);
    assertThatThrownBy(next::requireUpToDate)
        .hasMessage(
            "the database misses migrations {key-auth=[001_100_to_110]}: run 'migrations up'");
    assertThat(next.run(next.plan(Command.UP)).steps())
        .extracting(Step::toString)
        .containsExactly("key-auth migrated up to: 001_100_to_110 (pending)");
    next.requireUpToDate();
    assertThat(columns()).containsExactly("cache_key", "col1", "created_at", "id");

    Report finished = next.run(next.plan(Command.FINISH));
    assertThat(finished.state().hasPending()).isFalse();
    assertThat(columns()).containsExactly("cache_key", "created_at", "id");
    assertThat(next.plan(Command.FINISH).steps()).isEmpty();
  }

  @Test
  void up_beforeBootstrapOrWithPending_isRefused() {
    assertThat(migrations(BASE).plan(Command.UP).objections())
        .containsExactly("the database has not been prepared: run 'migrations bootstrap'");
    migrations(BASE).run(migrations(BASE).plan(Command.BOOTSTRAP));
    migrations(BASE, CACHE_KEY).run(migrations(BASE, CACHE_KEY).plan(Command.UP));
    Migration third = Migration.named("002").up("postgres", "");
    assertThat(migrations(BASE, CACHE_KEY, third).plan(Command.UP).objections())
        .singleElement()
        .asString()
        .contains("run 'migrations finish'");
  }

  @Test
  void up_failingHalfway_leavesNothingOfThatOneAndGoesOnLater() {
    migrations(BASE).run(migrations(BASE).plan(Command.BOOTSTRAP));
    Migration good =
        Migration.named("good")
            .up("postgres", "ALTER TABLE my_plugin_table ADD COLUMN IF NOT EXISTS a TEXT");
    Migration bad =
        Migration.named("bad")
            .up(
                "postgres",
                "ALTER TABLE my_plugin_table ADD COLUMN b TEXT; SELECT no_such_function()");
    Migrations failing = migrations(BASE, good, bad);
    assertThatThrownBy(() -> failing.run(failing.plan(Command.UP)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migration key-auth/bad failed in phase up: ")
        .hasMessageContaining("no_such_function")
        .hasMessageEndingWith("mend it and run the command again");
    assertThat(columns()).contains("a").doesNotContain("b");
    Migration mended =
        Migration.named("bad").up("postgres", "ALTER TABLE my_plugin_table ADD COLUMN b TEXT");
    Migrations again = migrations(BASE, good, mended);
    assertThat(again.run(again.plan(Command.UP)).steps())
        .extracting(Step::migration)
        .containsExactly("bad");
    assertThat(columns()).contains("a", "b");
  }

  @Test
  void run_bySeveralNodesAtOnce_happensOnce() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Migration counted =
        Migration.named("counted")
            .up(
                "postgres",
                session -> {
                  runs.incrementAndGet();
                  session.execute("SELECT pg_sleep(0.3)");
                });
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Report>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        work.add(
            () -> {
              try (PostgresStrategy own = strategy()) {
                Migrations migrations = Migrations.of(own, List.of(Subsystem.of("core", counted)));
                return migrations.run(migrations.plan(Command.BOOTSTRAP));
              }
            });
      }
      for (Future<Report> done : nodes.invokeAll(work)) {
        assertThat(done.get().state().isUpToDate()).isTrue();
      }
    } finally {
      nodes.shutdown();
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void run_afterNodeDied_takesOverWhenItsTimeIsOver() {
    assertThat(strategy.mutex().tryAcquire("migrations", "dead", Duration.ofSeconds(1)))
        .isPresent();
    Migrations migrations = migrations(BASE).patience(Duration.ofSeconds(5));
    assertThat(migrations.run(migrations.plan(Command.BOOTSTRAP)).steps()).hasSize(1);
    assertThat(strategy.mutex().tryAcquire("migrations", "alive", Duration.ofSeconds(30)))
        .isPresent();
    Migrations hasty = migrations(BASE, CACHE_KEY).patience(Duration.ofSeconds(1));
    assertThatThrownBy(() -> hasty.run(hasty.plan(Command.UP)))
        .hasMessageContaining("another node is running migrations and did not finish within 1 s");
  }

  @Test
  void state_journalKnowsMore_isReported() {
    migrations(BASE, CACHE_KEY).run(migrations(BASE, CACHE_KEY).plan(Command.BOOTSTRAP));
    assertThat(migrations(BASE).state().entries())
        .extracting(State.Entry::toString)
        .containsExactly(
            "key-auth/000_base_key_auth: EXECUTED", "key-auth/001_100_to_110: UNKNOWN_TO_CODE");
  }

  @Test
  void reset_removesEverything() {
    migrations(BASE).run(migrations(BASE).plan(Command.BOOTSTRAP));
    migrations(BASE).run(migrations(BASE).plan(Command.RESET));
    assertThat(columns()).isEmpty();
    assertThat(migrations(BASE).state().needsBootstrap()).isTrue();
    assertThat(migrations(BASE).plan(Command.RESET).objections())
        .containsExactly("there is nothing to reset: the database has not been prepared");
  }

  @Test
  void plan_migrationWithoutTheStrategy_isRefused() {
    assertThat(
            migrations(Migration.named("x").up("cassandra", "CREATE ..."))
                .plan(Command.BOOTSTRAP)
                .objections())
        .containsExactly(
            "key-auth/x says nothing about 'postgres': add a script for it, an empty one if there is nothing to do");
  }

  @Test
  void load_indexAndFilesDisagree_saysEverything() {
    assertThatThrownBy(
            () ->
                Subsystem.load(
                    getClass().getClassLoader(),
                    "broken",
                    "broken",
                    Migration.named("stray").up("postgres", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "subsystem 'broken' cannot be loaded: '001_missing' is listed in broken/index and has neither files in broken/001_missing nor code; 'stray' is given as code and not listed in broken/index");
    assertThatThrownBy(() -> Subsystem.load(getClass().getClassLoader(), "nowhere", "nowhere"))
        .hasMessageContaining("there is no 'nowhere/index' on the class path");
  }

  @Test
  void state_strategyWithoutStatements_isUnsupported() {
    Migrations migrations =
        Migrations.of(MemoryStrategy.create(), Arrays.asList(Subsystem.of("core", BASE)));
    assertThatThrownBy(migrations::state)
        .isInstanceOf(DaoException.Unsupported.class)
        .hasMessageContaining("has no migrations");
  }
}
