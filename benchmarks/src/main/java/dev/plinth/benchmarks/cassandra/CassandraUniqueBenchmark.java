/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A row by a unique value, which is a claim and then the row, beside one read by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CassandraUniqueBenchmark {
  private static final int ROWS = 200;

  private final String[] names = new String[ROWS];
  private final UUID[] ids = new UUID[ROWS];
  private Db db;
  private Dao<Entity> authors;
  private Notes floor;

  @Setup
  public void prepare() {
    NoteDatabase database = NoteDatabase.of(ROWS);
    db = database.open();
    authors = db.dao(NoteDatabase.AUTHORS);
    floor = database.driver();
    for (int i = 0; i < ROWS; i++) {
      ids[i] = NoteDatabase.id(i);
      names[i] = "author-" + i;
      Key key = Key.of(ids[i]);
      if (authors.select(key).isEmpty()) {
        authors.insert(Values.of("id", ids[i]).and("name", names[i]).and("words", Note.WORDS));
      }
    }
  }

  @TearDown
  public void close() {
    floor.close();
    db.close();
  }

  @Benchmark
  public Object plinth() {
    return authors
        .select(Key.by("name", names[ThreadLocalRandom.current().nextInt(ROWS)]))
        .orElseThrow();
  }

  @Benchmark
  public Object read() {
    return floor.select(ids[ThreadLocalRandom.current().nextInt(ROWS)]);
  }
}
