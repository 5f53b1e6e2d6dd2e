/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.dao.spi.Events;
import dev.plinth.dao.spi.Finding;
import dev.plinth.dao.spi.Table;
import dev.plinth.embedded.EmbeddedRing;
import dev.plinth.schema.Key;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ring of three nodes with three copies of each row, under a storm of writes: one is killed and
 * comes back, one is held still and goes on, then two are killed, and come back.
 */
@Tag("ring")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraRingTest {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraRingTest.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALM = Duration.ofSeconds(5);
  private static final Duration STRETCH = Duration.ofSeconds(15);
  private static final Duration NOTICED = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Executor THREADS = work -> new Thread(work).start();

  private final EmbeddedRing ring = EmbeddedRing.start();
  private final Map<String, Table> tables = Table.of(RingStorm.SCHEMAS);
  private final CassandraStrategy third = strategy();
  private final List<Db> nodes = List.of(db(strategy()), db(strategy()));
  private final Db after = db(third);
  private final Set<Key> told = ConcurrentHashMap.newKeySet();
  private volatile boolean over;
  private boolean behind;

  private CassandraConfig config() {
    return CassandraConfig.of(ring.contactPoints().get(0), ring.localDatacenter())
        .withContactPoints(ring.contactPoints().toArray(new InetSocketAddress[0]))
        .withKeyspace("storm")
        .withPatience(Duration.ofMillis(200))
        .withRequestTimeout(TIMEOUT);
  }

  private CassandraStrategy strategy() {
    return new CassandraStrategy(config(), Clock.systemUTC(), CassandraSteps.NONE, Duration.ZERO);
  }

  private static Db db(CassandraStrategy strategy) {
    return Db.on(strategy).schemas(RingStorm.SCHEMAS).sweepEvery(Duration.ZERO).open();
  }

  /** By two at once, after which the nodes have the same tables. */
  @BeforeAll
  void createTables() {
    CompletableFuture.allOf(
            nodes.stream()
                .map(db -> CompletableFuture.runAsync(db::createTables, THREADS))
                .toArray(CompletableFuture[]::new))
        .join();
    try (CassandraSessions sessions = new CassandraSessions(config())) {
      CqlSession session = sessions.open();
      assertThat(session.getMetadata().getNodes().values())
          .hasSize(3)
          .extracting(node -> ids(session, node))
          .containsOnly(ids(session, session.getMetadata().getNodes().values().iterator().next()))
          .first(InstanceOfAssertFactories.MAP)
          .hasSizeGreaterThan(tables.size());
    }
  }

  private static Map<String, UUID> ids(CqlSession session, Node node) {
    Map<String, UUID> ids = new TreeMap<>();
    String text = "SELECT table_name, id FROM system_schema.tables WHERE keyspace_name = 'storm'";
    for (Row row : session.execute(SimpleStatement.newInstance(text).setNode(node))) {
      ids.put(row.getString(0), row.getUuid(1));
    }
    return ids;
  }

  @AfterAll
  void close() {
    over = true;
    nodes.forEach(Db::close);
    after.close();
    ring.close();
  }

  @Test
  void storm_whileNodesFail_keepsWhatWasAcknowledgedAndEveryRule() throws InterruptedException {
    RingStorm storm = new RingStorm(nodes);
    RingTimeline timeline = storm.timeline();
    Thread reader = follow();
    storm.start();
    awaitCalm(timeline, 0);
    isGotOver(timeline, "one killed", () -> ring.kill(2));
    isGotOver(timeline, "one coming back", () -> ring.start(2));
    isGotOver(timeline, "one held still", () -> ring.pause(1));
    isGotOver(timeline, "one going on", () -> ring.resume(1));
    ring.kill(0);
    ring.kill(1);
    everythingFails();
    storm.stop();
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> ring.start(0), THREADS),
            CompletableFuture.runAsync(() -> ring.start(1), THREADS))
        .join();
    everythingWorks();
    LOG.warn("{}", storm.history());

    storm.requireAcknowledged(after);
    storm.history().requireExplained();
    heal();
    storm.requireAcknowledged(after);
    storm.requireRules(after);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(told).containsAll(storm.entries().stream().map(Key::of).toList()));
    over = true;
    reader.join();
  }

  /** Does something to the ring, after which almost all is answered promptly before long. */
  private static void isGotOver(RingTimeline timeline, String what, Runnable failing) {
    long begun = timeline.now();
    failing.run();
    long since = timeline.now();
    awaitCalm(timeline, since);
    await().atMost(LONG).until(() -> timeline.now() - begun > STRETCH.toNanos());
    LOG.warn("{}", timeline.told(what, begun, since, timeline.now()));
    assertThat(timeline.badUntil(since, timeline.now())).as(what).isLessThan(NOTICED);
  }

  private static void awaitCalm(RingTimeline timeline, long since) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              long from = timeline.now() - CALM.toNanos();
              return from > since && timeline.isCalm(from);
            });
  }

  /** Follows the changes, as a cache of another process would; after a gap it reads anew. */
  private Thread follow() {
    EventLog.Reader reader = third.events().orElseThrow().open(List.copyOf(tables.values()), null);
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                poll(reader);
              }
              reader.close();
            });
    thread.start();
    return thread;
  }

  private void poll(EventLog.Reader reader) {
    try {
      Events events = reader.poll();
      events.list().forEach(event -> told.add(Objects.requireNonNull(event.key())));
      behind |= events.isGap();
      if (behind) {
        after.dao("ring_entries").each().forEach(entry -> told.add(entry.key()));
        behind = false;
      }
      Thread.sleep(200);
    } catch (DaoException e) {
      assertThat(e).isInstanceOf(DaoException.Fault.class);
    } catch (InterruptedException e) {
      over = true;
    }
  }

  /** With one node of three nothing can be promised, which is said in time. */
  private void everythingFails() {
    Map<String, CompletableFuture<Duration>> failures = new ConcurrentHashMap<>();
    RingStorm.everything(after)
        .forEach(
            (name, operation) ->
                failures.put(
                    name, CompletableFuture.supplyAsync(() -> failed(name, operation), THREADS)));
    failures.forEach(
        (name, took) ->
            assertThat(took.join())
                .as("time until the failure of: %s", name)
                .isLessThan(CassandraDeadline.LONGEST.plus(TIMEOUT.multipliedBy(3))));
  }

  private static Duration failed(String name, Runnable operation) {
    long begun = System.nanoTime();
    assertThatCode(operation::run)
        .as(name)
        .isInstanceOfSatisfying(
            DaoException.Fault.class,
            fault -> {
              assertThat(fault.isRetryable() || !fault.isOutcomeKnown()).as(name).isTrue();
              assertThat(fault.message()).as(name).isNotBlank();
              LOG.warn(
                  "{} after {} ms: {}",
                  name,
                  (System.nanoTime() - begun) / 1_000_000,
                  fault.message());
            });
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void everythingWorks() {
    RingStorm.everything(after)
        .forEach(
            (name, operation) ->
                await()
                    .atMost(LONG)
                    .untilAsserted(
                        () -> {
                          try {
                            operation.run();
                          } catch (DaoException e) {
                            assertThat(e).as(name).isNotInstanceOf(DaoException.Fault.class);
                          }
                        }));
  }

  /** What is left is mended, after which nothing is found. */
  private void heal() {
    for (Table table : tables.values()) {
      await().atMost(LONG).until(() -> third.store(table).sweep(1_000) == 0);
    }
    CassandraDoctor doctor =
        third.doctor(
            tables.values(),
            new CassandraDoctor.Ages(Clock.systemUTC(), Duration.ZERO, Duration.ZERO));
    List<Finding> found = new ArrayList<>();
    doctor.examine(found::add);
    LOG.warn("mended: {}", found);
    found.forEach(finding -> assertThat(finding.repair()).as("%s", finding).isTrue());
    found.clear();
    doctor.examine(found::add);
    assertThat(found).isEmpty();
  }
}
