/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.integer;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.Session;
import dev.plinth.schema.Key;
import dev.plinth.schema.OnDelete;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Several writers over a network that is cut at random: what was acknowledged is there, what is
 * said not to have been written is not, and what is not known is there wholly or not at all.
 */
class PostgresCutTest {
  private static final Schema ROWS =
      Schema.named("rows")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("name", string())
          .field("count", integer())
          .build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("row", foreign("rows").required().onDelete(OnDelete.CASCADE))
          .build();
  private static final int WRITERS = 4;
  private static final int CUTS = 60;
  private static final long ABSENT = -1;

  /** What became of a call. */
  private enum Outcome {
    DONE,
    NOT_DONE,
    UNKNOWN
  }

  private final long seed = Long.getLong("plinth.test.seed", System.nanoTime());
  private final PostgresConfig direct = TestDatabase.config();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();
  private final List<UUID> parents = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  private static Db open(PostgresConfig config) {
    return Db.on(PostgresStrategy.of(config))
        .schemas(ROWS, CHILDREN)
        .sweepEvery(Duration.ZERO)
        .open();
  }

  @Test
  void writers_overANetworkThatIsCut_areToldTheTruth() throws Exception {
    try (Db operator = open(direct)) {
      operator.createTables();
    }
    List<Writer> writers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (TcpProxy network = TcpProxy.to(TestDatabase.url());
        Db db =
            open(
                PostgresConfig.of(network.through(TestDatabase.url()))
                    .withSchema(direct.schema())
                    .withPoolSize(WRITERS)
                    .withConnectTimeout(Duration.ofSeconds(2)))) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Writer writer = new Writer(db, new Random(seed + i));
        writers.add(writer);
        running.add(threads.submit(writer));
      }
      cutAtRandom(network, new Random(seed - 1));
      over = true;
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    awaitEndOfOldStatements();
    assertThat(done).as("acknowledged, seed %d", seed).hasValueGreaterThan(50);
    assertThat(unknown).as("unknown, seed %d", seed).hasValueGreaterThan(3);
    Map<UUID, Long> rows = table("SELECT id, count FROM rows");
    Map<UUID, Long> children = table("SELECT id, 0::bigint AS count FROM children");
    writers.forEach(writer -> writer.check(rows, children));
    assertThat(
            table(
                "SELECT c.id, 0::bigint AS count FROM children c WHERE NOT EXISTS (SELECT 1 FROM"
                    + " rows r WHERE r.id = c.row_id)"))
        .as("references that dangle, seed %d", seed)
        .isEmpty();
  }

  /** Cuts after some calls were acknowledged, be they none, so that the writers get on. */
  private void cutAtRandom(TcpProxy network, Random random) throws InterruptedException {
    for (int i = 0; i < CUTS; i++) {
      int enough = done.get() + random.nextInt(8);
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      while (done.get() < enough && System.nanoTime() < end) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(10));
      switch (random.nextInt(3)) {
        case 0 -> network.cut();
        case 1 -> network.cutAt(TcpProxy.Cut.BEFORE_REQUEST, "");
        default -> network.cutAt(TcpProxy.Cut.BEFORE_ANSWER, "");
      }
    }
  }

  /** A statement whose client is gone may still be running. */
  private void awaitEndOfOldStatements() throws InterruptedException {
    try (PostgresStrategy strategy = PostgresStrategy.of(direct);
        Session session = strategy.connector().orElseThrow().open()) {
      while (!session
          .query(
              "SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n"
                  + " ON n.oid = c.relnamespace WHERE n.nspname = ? AND l.pid <> pg_backend_pid()",
              direct.schema())
          .isEmpty()) {
        Thread.sleep(20);
      }
    }
  }

  /** Reads past the network and the framework. */
  private Map<UUID, Long> table(String query) {
    Map<UUID, Long> found = new HashMap<>();
    try (PostgresStrategy strategy = PostgresStrategy.of(direct);
        Session session = strategy.connector().orElseThrow().open()) {
      for (var row : session.query(query)) {
        found.put(
            UUID.fromString(String.valueOf(row.get("id"))),
            Long.valueOf(String.valueOf(row.get("count"))));
      }
    }
    return found;
  }

  /** One thread, its rows, and what each may be. A row whose state is unknown is left alone. */
  private final class Writer implements Runnable {
    private final Db db;
    private final Random random;
    private final Map<UUID, Set<Long>> possible = new HashMap<>();
    private final List<UUID> certain = new ArrayList<>();
    private final Map<List<UUID>, Outcome> groups = new HashMap<>();
    private final Map<UUID, UUID> children = new HashMap<>();
    private final Set<UUID> refused = new HashSet<>();

    Writer(Db db, Random random) {
      this.db = db;
      this.random = random;
    }

    @Override
    public void run() {
      while (!over) {
        switch (random.nextInt(7)) {
          case 0, 1 -> write(id(), random.nextInt(1000), Kind.INSERT);
          case 2 -> onOwn(id -> write(id, random.nextInt(1000), Kind.UPDATE));
          case 3 -> onOwn(id -> write(id, random.nextInt(1000), Kind.UPSERT));
          case 4 -> onOwn(id -> write(id, ABSENT, Kind.DELETE));
          case 5 -> child();
          default -> group();
        }
      }
    }

    private UUID id() {
      return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }

    private void onOwn(java.util.function.Consumer<UUID> work) {
      if (!certain.isEmpty()) {
        work.accept(certain.get(random.nextInt(certain.size())));
      }
    }

    private void write(UUID id, long count, Kind kind) {
      Set<Long> before = possible.getOrDefault(id, Set.of(ABSENT));
      Values values = Values.of("count", count);
      Outcome outcome =
          call(
              () -> {
                switch (kind) {
                  case INSERT -> db.dao("rows").insert(values.and("id", id));
                  case UPDATE -> db.dao("rows").update(Key.of(id), values);
                  case UPSERT -> db.dao("rows").upsert(Key.of(id), values);
                  case DELETE -> db.dao("rows").delete(Key.of(id));
                }
              });
      Set<Long> after = new HashSet<>(before);
      if (outcome == Outcome.DONE) {
        after = Set.of(count);
        if (kind == Kind.INSERT) {
          certain.add(id);
          parents.add(id);
        }
      } else if (outcome == Outcome.UNKNOWN) {
        after.add(count);
      }
      if (outcome == Outcome.UNKNOWN || (outcome == Outcome.DONE && kind == Kind.DELETE)) {
        certain.remove(id);
      }
      possible.put(id, after);
    }

    private void child() {
      if (parents.isEmpty()) {
        return;
      }
      UUID id = id();
      UUID parent = parents.get(random.nextInt(parents.size()));
      Outcome outcome =
          call(() -> db.dao("children").insert(Values.of("id", id).and("row", Key.of(parent))));
      if (outcome == Outcome.DONE) {
        children.put(id, parent);
      } else if (outcome == Outcome.NOT_DONE) {
        refused.add(id);
      }
    }

    /** Rows that are there together or not at all: in one call, or in a transaction. */
    private void group() {
      List<UUID> ids = new ArrayList<>();
      List<Values> values = new ArrayList<>();
      for (int i = 0; i < 18; i++) {
        ids.add(id());
        values.add(Values.of("id", ids.get(i)).and("count", 0L));
      }
      boolean bulk = random.nextBoolean();
      groups.put(
          ids,
          call(
              () -> {
                if (bulk) {
                  db.dao("rows").insertAll(values);
                } else {
                  db.useTransaction(tx -> values.subList(0, 4).forEach(tx.dao("rows")::insert));
                }
              }));
      if (!bulk) {
        groups.put(List.copyOf(ids.subList(0, 4)), groups.remove(ids));
      }
    }

    private Outcome call(Runnable work) {
      try {
        work.run();
        done.incrementAndGet();
        return Outcome.DONE;
      } catch (DaoException.Fault e) {
        if (e.isOutcomeKnown()) {
          assertThat(e.isRetryable()).as("seed %d: %s", seed, e).isTrue();
          return Outcome.NOT_DONE;
        }
        unknown.incrementAndGet();
        return Outcome.UNKNOWN;
      } catch (DaoException.Dangling | DaoException.Referenced e) {
        return Outcome.NOT_DONE; // another writer was at the parent
      }
    }

    void check(Map<UUID, Long> rows, Map<UUID, Long> stored) {
      possible.forEach(
          (id, states) ->
              assertThat(rows.getOrDefault(id, ABSENT))
                  .as("row %s, seed %d", id, seed)
                  .isIn(states));
      groups.forEach(
          (ids, outcome) -> {
            long there = ids.stream().filter(rows::containsKey).count();
            Set<Long> expected =
                switch (outcome) {
                  case DONE -> Set.of((long) ids.size());
                  case NOT_DONE -> Set.of(0L);
                  case UNKNOWN -> Set.of(0L, (long) ids.size());
                };
            assertThat(there).as("rows of a group, %s, seed %d", outcome, seed).isIn(expected);
          });
      children.forEach(
          (id, parent) ->
              assertThat(stored.containsKey(id))
                  .as("child %s as its parent, seed %d", id, seed)
                  .isEqualTo(rows.containsKey(parent)));
      assertThat(stored.keySet())
          .as("seed %d", seed)
          .doesNotContainAnyElementsOf(refused.isEmpty() ? Set.of(new UUID(0, 0)) : refused);
    }
  }

  /** How one row is written. */
  private enum Kind {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE
  }
}
