/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.plinth.dao.Dao;
import dev.plinth.dao.Db;
import dev.plinth.dao.Query;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** All rows of a large table, one after the other, beside a cursor read by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DaoScanBenchmark {
  private static final int FETCH = 1000;

  private Db db;
  private Dao<Entity> dao;
  private HikariDataSource pool;
  private EntityType type;

  @Setup
  public void prepare() throws SQLException {
    ConsumerDatabase database =
        ConsumerDatabase.of(Integer.getInteger("plinth.benchmarks.rows", 1_000_000));
    db = database.open();
    dao = db.dao("consumers");
    type = dao.type();
    pool = database.pool();
  }

  @TearDown
  public void close() {
    pool.close();
    db.close();
  }

  @Benchmark
  public long plinth() {
    try (Stream<Entity> all = dao.stream(Query.all())) {
      return all.count();
    }
  }

  @Benchmark
  public long cursor() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(JdbcConsumers.ALL + " ORDER BY id")) {
        statement.setFetchSize(FETCH);
        long count = 0;
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            count += JdbcConsumers.read(type, rows).names().size() > 0 ? 1 : 0;
          }
        }
        return count;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
