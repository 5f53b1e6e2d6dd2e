/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

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

/** A row by its primary key, and a row added on the condition that it is not there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CassandraNoteBenchmark {
  private static final int ROWS = 1000;

  @Param({"plinth", "plinthWithoutEvents", "driver", "driverAnnouncing", "mapper", "spring"})
  String contender = "";

  private final UUID[] ids = new UUID[ROWS];
  private Notes notes;

  @Setup
  public void prepare() {
    notes = NoteDatabase.of(ROWS).notes(contender);
    for (int i = 0; i < ROWS; i++) {
      ids[i] = NoteDatabase.id(i);
    }
  }

  @TearDown
  public void close() {
    notes.close();
  }

  @Benchmark
  public Object selectById() {
    return notes.select(ids[ThreadLocalRandom.current().nextInt(ROWS)]);
  }

  @Benchmark
  public Object insert() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return notes.insert(new UUID(random.nextLong(), random.nextLong()));
  }
}
