/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A target: what a contender may cost beside a peer in the same run. */
record Budget(
    String benchmark, String input, String contender, String peer, Kind kind, double limit) {

  /** How the two are compared. */
  enum Kind {
    /** Time, as a multiple of the peer's, at most. */
    TIMES_AT_MOST,
    /** How many times the peer's time is the contender's, at least. */
    FASTER_AT_LEAST,
    /** Bytes allocated by an operation beyond the peer's, at most. */
    BYTES_BEYOND,
    /** Bytes allocated by an operation, at most; there is no peer. */
    BYTES
  }

  /** All targets. */
  static final List<Budget> ALL = new ArrayList<>();

  private static final List<Budget> OF_THE_ENGINE =
      List.of(
          timesAtMost("ServiceInsertBenchmark", "accepted", "floor", 2),
          fasterAtLeast("ServiceInsertBenchmark", "accepted", "hibernateValidator", 3),
          fasterAtLeast("ServiceInsertBenchmark", "accepted", "networknt", 10),
          bytesBeyond("ServiceInsertBenchmark", "accepted", "result", 200),
          timesAtMost("ServiceInsertBenchmark", "refused", "floor", 2),
          fasterAtLeast("ServiceInsertBenchmark", "refused", "hibernateValidator", 3),
          fasterAtLeast("ServiceInsertBenchmark", "refused", "networknt", 10),
          timesAtMost("RouteInsertBenchmark", "http", "floor", 2),
          fasterAtLeast("RouteInsertBenchmark", "http", "hibernateValidator", 3),
          fasterAtLeast("RouteInsertBenchmark", "http", "networknt", 10),
          bytesBeyond("RouteInsertBenchmark", "http", "result", 200),
          timesAtMost("RouteInsertBenchmark", "stream", "floor", 2),
          fasterAtLeast("RouteInsertBenchmark", "stream", "hibernateValidator", 3),
          fasterAtLeast("RouteInsertBenchmark", "stream", "networknt", 10),
          timesAtMost("RouteInsertBenchmark", "refused", "floor", 2),
          fasterAtLeast("RouteInsertBenchmark", "refused", "hibernateValidator", 3),
          fasterAtLeast("RouteInsertBenchmark", "refused", "networknt", 10),
          timesAtMost("JsonEntityBenchmark", "", "databind", 1.3),
          timesAtMost("JsonEntityBenchmark", "", "stream", 1.3),
          noBytes("byHandle"),
          noBytes("byHandleOfTwoTypes"),
          noBytes("byName"),
          noBytes("keptView"));

  static {
    ALL.addAll(OF_THE_ENGINE);
    for (String benchmark : List.of("DaoReadBenchmark", "DaoReadBy8Benchmark")) {
      for (String read : List.of("selectById", "selectByUsername")) {
        ALL.add(timesAtMost(benchmark, read, "jdbc", 1.10));
        for (String peer : List.of("mybatis", "jdbi", "jooq", "hibernate")) {
          ALL.add(fasterAtLeast(benchmark, read, peer, 1));
        }
      }
      ALL.add(timesAtMost(benchmark, "page", "jdbc", 1.15));
    }
    for (String benchmark : List.of("DaoWriteBenchmark", "DaoWriteBy8Benchmark")) {
      for (String write : List.of("insert", "update", "upsert", "insertAndDelete")) {
        ALL.add(timesAtMost(benchmark, write, "jdbc", 1.25));
      }
    }
    ALL.add(new Budget("DaoManyBenchmark", "", "atOnce", "oneByOne", Kind.FASTER_AT_LEAST, 20));
    ALL.add(timesAtMost("DaoScanBenchmark", "", "cursor", 1.25));
    for (String read : List.of("selectById", "firstPage", "lastPage")) {
      ALL.add(
          new Budget("DaoGrowthBenchmark", read, "million", "thousand", Kind.TIMES_AT_MOST, 1.3));
    }
    ALL.add(timesAtMost("CassandraNoteBenchmark", "selectById", "driver", 1.05));
    ALL.add(fasterAtLeast("CassandraNoteBenchmark", "selectById", "mapper", 1));
    ALL.add(fasterAtLeast("CassandraNoteBenchmark", "selectById", "spring", 1));
    ALL.add(timesAtMost("CassandraNoteBenchmark", "insert", "driver", 1.1));
    ALL.add(
        new Budget(
            "CassandraNoteBenchmark",
            "insert",
            "plinthWithoutEvents",
            "driver",
            Kind.TIMES_AT_MOST,
            1.1));
    ALL.add(timesAtMost("CassandraNoteBenchmark", "insert", "driverAnnouncing", 1.1));
    ALL.add(timesAtMost("CassandraUniqueBenchmark", "", "read", 2.1));
    ALL.add(timesAtMost("CassandraScanBenchmark", "", "paging", 1.25));
    ALL.add(timesAtMost("CassandraInFlightBenchmark", "", "asynchronous", 1.11));
  }

  private static Budget timesAtMost(String benchmark, String input, String peer, double limit) {
    return new Budget(benchmark, input, "plinth", peer, Kind.TIMES_AT_MOST, limit);
  }

  private static Budget fasterAtLeast(String benchmark, String input, String peer, double limit) {
    return new Budget(benchmark, input, "plinth", peer, Kind.FASTER_AT_LEAST, limit);
  }

  private static Budget bytesBeyond(String benchmark, String input, String peer, double limit) {
    return new Budget(benchmark, input, "plinth", peer, Kind.BYTES_BEYOND, limit);
  }

  private static Budget noBytes(String contender) {
    return new Budget("HandleBenchmark", "", contender, contender, Kind.BYTES, 0);
  }

  /** Returns the target in words. */
  String target() {
    return switch (kind) {
      case TIMES_AT_MOST -> "at most %.2f times %s".formatted(limit, peer);
      case FASTER_AT_LEAST -> "%.0f times faster than %s".formatted(limit, peer);
      case BYTES_BEYOND -> "at most %s + %.0f B".formatted(peer, limit);
      case BYTES -> "at most %.0f B".formatted(limit);
    };
  }

  /** Returns what was measured, in the measure of the limit. */
  double measure(Measured own, Measured other) {
    return switch (kind) {
      case TIMES_AT_MOST -> own.nanos() / other.nanos();
      case FASTER_AT_LEAST -> other.nanos() / own.nanos();
      case BYTES_BEYOND -> own.bytes() - other.bytes();
      case BYTES -> own.bytes();
    };
  }

  /** Says whether the measure is within the limit; half a byte is the noise of the profiler. */
  boolean isMet(double measure) {
    return switch (kind) {
      case TIMES_AT_MOST -> measure <= limit;
      case FASTER_AT_LEAST -> measure >= limit;
      case BYTES_BEYOND, BYTES -> measure < limit + 0.5;
    };
  }
}
