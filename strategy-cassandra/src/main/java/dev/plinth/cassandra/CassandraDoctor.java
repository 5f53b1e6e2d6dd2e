/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Doctor;
import dev.plinth.dao.spi.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what the protocols do not let happen, or leave behind only after a crash: claims
 * without a row and rows without a claim, references to nothing, marks and notes that nobody has
 * taken away. Goes through the tables page by page. What is young may be under way and is left out.
 *
 * <p>A write by hand with a timestamp of the client's, into a table of conditional writes, cannot
 * be told from others in CQL: both kinds of time are microseconds. It is found by what it breaks.
 */
final class CassandraDoctor implements Doctor {
  private final CassandraSessions sessions;
  private final List<Exam> exams;

  /**
   * How old something has to be before it counts as left behind.
   *
   * @param young no operation is under way any more on what is older
   * @param old somebody would have taken it away by then
   */
  record Ages(Clock clock, Duration young, Duration old) {
    static Ages of(Clock clock) {
      return new Ages(clock, Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /** Takes a time of writing, in microseconds. */
    boolean isSettled(@Nullable Long written) {
      return written != null && isBefore(Instant.ofEpochMilli(written / 1_000), young);
    }

    boolean isOld(@Nullable Long written) {
      return written != null && isOld(Instant.ofEpochMilli(written / 1_000));
    }

    boolean isOld(@Nullable Instant at) {
      return at != null && isBefore(at, old);
    }

    private boolean isBefore(Instant at, Duration age) {
      return !at.isAfter(clock.instant().minus(age));
    }
  }

  /** Looks for one sort of fault in one table. */
  interface Exam {
    void examine(Consumer<Finding> findings);
  }

  CassandraDoctor(CassandraSessions sessions, List<Exam> exams) {
    this.sessions = sessions;
    this.exams = List.copyOf(exams);
  }

  /** Looks no further where the node may not work with the tables. */
  @Override
  public void examine(Consumer<Finding> findings) {
    if (sessions.levels().examine(sessions, findings)) {
      exams.forEach(exam -> exam.examine(findings));
    }
  }
}
