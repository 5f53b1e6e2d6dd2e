/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What writing consumers costs, beside the same by hand: validation, the old row and the event of
 * the change included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DaoWriteBenchmark {
  private static final int ROWS = 1000;

  @Param({"plinth", "jdbc"})
  String contender = "";

  private final UUID[] ids = new UUID[ROWS];
  private ConsumerDatabase database;
  private ConsumerWrites writes;

  @Setup
  public void prepare() throws SQLException {
    database = ConsumerDatabase.of(ROWS);
    writes = (ConsumerWrites) database.reads(contender);
    for (int i = 0; i < ROWS; i++) {
      ids[i] = ConsumerDatabase.id(i);
    }
  }

  @TearDown
  public void close() {
    database.changed();
    writes.close();
  }

  private static UUID fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong());
  }

  @Benchmark
  public Object insert() {
    UUID id = fresh();
    return writes.insert(id, "new-" + id);
  }

  @Benchmark
  public Object update() {
    return writes.update(ids[ThreadLocalRandom.current().nextInt(ROWS)], "custom-" + fresh());
  }

  @Benchmark
  public Object upsert() {
    int place = ThreadLocalRandom.current().nextInt(ROWS);
    return writes.upsert(ids[place], "user-" + place, "custom-" + fresh());
  }

  @Benchmark
  public boolean insertAndDelete() {
    UUID id = fresh();
    writes.insert(id, "new-" + id);
    return writes.delete(id);
  }
}
