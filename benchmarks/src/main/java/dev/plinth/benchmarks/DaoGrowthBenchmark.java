/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
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

/** Whether a select and a page cost the same in a small table and in a large one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DaoGrowthBenchmark {
  private static final int HOT = 1000;
  private static final Query FIRST = Query.all().size(100);

  @Param({"thousand", "million"})
  String contender = "";

  private final UUID[] ids = new UUID[HOT];
  private Db db;
  private Dao<Entity> dao;
  private Query last;

  @Setup
  public void prepare() throws SQLException {
    int rows =
        contender.equals("million")
            ? Integer.getInteger("plinth.benchmarks.rows", 1_000_000)
            : 1000;
    db = ConsumerDatabase.of(rows).open();
    dao = db.dao("consumers");
    for (int i = 0; i < HOT; i++) {
      ids[i] = ConsumerDatabase.id((int) ((long) i * rows / HOT));
    }
    last = FIRST;
    for (Page<Entity> page = dao.page(FIRST.size(1000)); page.next().isPresent(); ) {
      Offset next = page.next().get();
      page = dao.page(FIRST.size(1000).after(next));
      last = page.items().size() > 100 || page.next().isPresent() ? FIRST.after(next) : last;
    }
  }

  @TearDown
  public void close() {
    db.close();
  }

  @Benchmark
  public Object selectById() {
    return dao.select(Key.of(ids[ThreadLocalRandom.current().nextInt(HOT)])).orElseThrow();
  }

  @Benchmark
  public List<Entity> firstPage() {
    return dao.page(FIRST).items();
  }

  @Benchmark
  public List<Entity> lastPage() {
    return dao.page(last).items();
  }
}
