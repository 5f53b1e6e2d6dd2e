/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hundred consumers by their ids, at once and one by one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DaoManyBenchmark {
  private static final int MANY = 100;

  private final List<Key> keys = new ArrayList<>();
  private Db db;
  private Dao<Entity> dao;

  @Setup
  public void prepare() throws SQLException {
    db = ConsumerDatabase.of(1000).open();
    dao = db.dao("consumers");
    for (int i = 0; i < MANY; i++) {
      keys.add(Key.of(ConsumerDatabase.id(i * 7)));
    }
  }

  @TearDown
  public void close() {
    db.close();
  }

  @Benchmark
  public Object atOnce() {
    return dao.selectAll(keys);
  }

  @Benchmark
  public Object oneByOne() {
    List<Entity> found = new ArrayList<>(MANY);
    for (Key key : keys) {
      dao.select(key).ifPresent(found::add);
    }
    return found;
  }
}
