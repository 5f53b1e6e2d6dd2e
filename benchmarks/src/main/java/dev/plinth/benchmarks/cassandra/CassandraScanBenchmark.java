/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** All rows of a large table, beside the driver's own paging. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CassandraScanBenchmark {
  private static final int FETCH = 1000;

  private Db db;
  private Dao<Entity> dao;
  private DriverNotes driver;

  @Setup
  public void prepare() {
    NoteDatabase database =
        NoteDatabase.exactly(Integer.getInteger("plinth.benchmarks.rows", 200_000));
    db = database.open();
    dao = db.dao(NoteDatabase.NOTES);
    driver = database.driver();
  }

  @TearDown
  public void close() {
    driver.close();
    db.close();
  }

  @Benchmark
  public long plinth() {
    try (Stream<Entity> all = dao.stream(Query.all())) {
      return all.count();
    }
  }

  @Benchmark
  public long paging() {
    return driver.count(FETCH);
  }
}
