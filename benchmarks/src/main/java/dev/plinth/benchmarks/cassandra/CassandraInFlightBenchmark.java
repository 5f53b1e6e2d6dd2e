/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Rows by their primary keys, 64 selects under way at a time: by as many threads that wait each for
 * its own, and by the driver's asynchronous requests.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CassandraInFlightBenchmark {
  private static final int IN_FLIGHT = 64;
  private static final int EACH = 16;
  private static final int ALL = IN_FLIGHT * EACH;

  private final UUID[] ids = new UUID[ALL];
  private final List<Key> keys = new ArrayList<>();
  private ExecutorService threads;
  private Db db;
  private Dao<Entity> dao;
  private DriverNotes driver;

  @Setup
  public void prepare() {
    NoteDatabase database = NoteDatabase.of(ALL);
    db = database.open();
    dao = db.dao(NoteDatabase.NOTES);
    driver = database.driver();
    threads = Executors.newFixedThreadPool(IN_FLIGHT);
    for (int i = 0; i < ALL; i++) {
      ids[i] = NoteDatabase.id(i);
      keys.add(Key.of(ids[i]));
    }
  }

  @TearDown
  public void close() {
    threads.shutdownNow();
    driver.close();
    db.close();
  }

  @Benchmark
  @OperationsPerInvocation(ALL)
  public int plinth() throws ExecutionException, InterruptedException {
    List<Future<Integer>> begun = new ArrayList<>(IN_FLIGHT);
    for (int thread = 0; thread < IN_FLIGHT; thread++) {
      int first = thread * EACH;
      begun.add(threads.submit(() -> select(keys.subList(first, first + EACH))));
    }
    int found = 0;
    for (Future<Integer> part : begun) {
      found += part.get();
    }
    return complete(found);
  }

  private int select(List<Key> some) {
    int found = 0;
    for (Key key : some) {
      found += dao.select(key).isPresent() ? 1 : 0;
    }
    return found;
  }

  @Benchmark
  @OperationsPerInvocation(ALL)
  public int plinthAtOnce() {
    return complete(dao.selectAll(keys).size());
  }

  @Benchmark
  @OperationsPerInvocation(ALL)
  public int asynchronous() {
    Deque<CompletionStage<Entity>> begun = new ArrayDeque<>(IN_FLIGHT);
    int found = 0;
    for (UUID id : ids) {
      if (begun.size() == IN_FLIGHT) {
        found += begun.remove().toCompletableFuture().join().names().isEmpty() ? 0 : 1;
      }
      begun.add(driver.begin(id));
    }
    for (CompletionStage<Entity> one : begun) {
      found += one.toCompletableFuture().join().names().isEmpty() ? 0 : 1;
    }
    return complete(found);
  }

  private static int complete(int found) {
    if (found != ALL) {
      throw new IllegalStateException(found + " of " + ALL + " found");
    }
    return found;
  }
}
