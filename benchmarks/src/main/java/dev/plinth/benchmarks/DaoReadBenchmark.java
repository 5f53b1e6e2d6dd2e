/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.sql.SQLException;
import java.util.List;
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

/** What reading consumers costs, beside the same by hand and by the mappers people use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DaoReadBenchmark {
  private static final int ROWS = 1000;

  @Param({"plinth", "jdbc", "mybatis", "jdbi", "jooq", "hibernate"})
  String contender = "";

  private final UUID[] ids = new UUID[ROWS];
  private final String[] names = new String[ROWS];
  private ConsumerReads reads;

  @Setup
  public void prepare() throws SQLException {
    reads = ConsumerDatabase.of(ROWS).reads(contender);
    for (int i = 0; i < ROWS; i++) {
      ids[i] = ConsumerDatabase.id(i);
      names[i] = "user-" + i;
    }
  }

  @TearDown
  public void close() {
    reads.close();
  }

  @Benchmark
  public Object selectById() {
    return reads.byId(ids[ThreadLocalRandom.current().nextInt(ROWS)]);
  }

  @Benchmark
  public Object selectByUsername() {
    return reads.byUsername(names[ThreadLocalRandom.current().nextInt(ROWS)]);
  }

  @Benchmark
  public List<?> page() {
    return reads.page();
  }
}
