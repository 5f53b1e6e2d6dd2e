/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row conditionally and, where the answer is lost, finds out what became of it: the row is
 * fenced in the state that the write expected. Where that succeeds the write can never take effect
 * any more; where it is refused, the row tells by its version. Safe for use by many threads.
 */
final class CassandraFencing {
  private final CassandraReads reads;
  private final CassandraWrites writes;

  CassandraFencing(CassandraReads reads, CassandraWrites writes) {
    this.reads = reads;
    this.writes = writes;
  }

  /**
   * Runs the write and returns null when it took effect, else the row as it is.
   *
   * @param expected the state the write is conditional on
   * @param version the version it gives the row; null when it removes it
   * @throws DaoException.Fault when it cannot be known whether the write took effect
   */
  @Nullable CassandraRow write(
      Key key,
      CassandraState expected,
      @Nullable UUID version,
      CassandraDeadline deadline,
      BooleanSupplier write) {
    try {
      return write.getAsBoolean() ? null : reads.settled(key);
    } catch (DaoException e) {
      if (!CassandraErrors.isUnknown(e)) {
        throw e;
      }
      return settle(key, expected, version, deadline, e);
    }
  }

  private @Nullable CassandraRow settle(
      Key key,
      CassandraState expected,
      @Nullable UUID version,
      CassandraDeadline deadline,
      DaoException unknown) {
    List<UUID> fences = new ArrayList<>();
    while (!deadline.isOver()) {
      UUID fence = UUID.randomUUID();
      try {
        fences.add(fence);
        if (writes.fence(fence, CassandraReads.parts(key), expected)) {
          return new CassandraRow(expected.fenced(fence), reads.settled(key).entity());
        }
        CassandraRow row = reads.settled(key);
        CassandraState now = row.state();
        if (isMine(now, version, expected)) {
          return null;
        }
        if (now.fence() != null && fences.contains(now.fence())) {
          return row;
        }
        if (Objects.equals(now.version(), expected.version()) && now.version() != null) {
          return row;
        }
        break;
      } catch (DaoException e) {
        if (!(e instanceof DaoException.Fault)) {
          throw e;
        }
        try {
          deadline.pause();
        } catch (DaoException interrupted) {
          throw unknown;
        }
      }
    }
    throw unknown;
  }

  /** What has become of a conditional write that somebody has begun. */
  enum Ending {
    /** It may still take effect. */
    OPEN,
    /** It has not taken effect, and never will. */
    UNTOUCHED,
    /** The row is another by now, and the write will not take effect any more if it has not yet. */
    CHANGED
  }

  /**
   * Makes sure that a write conditional on a state takes no effect after this, by whomever it was
   * begun (E8, E18). A row that was absent and not fenced can become so again, so that it being
   * another now is not enough: it is fenced then too.
   */
  Ending end(Key key, CassandraState expected) {
    CassandraState now = reads.settled(key).state();
    boolean untouched =
        Objects.equals(now.version(), expected.version())
            && Objects.equals(now.fence(), expected.fence());
    boolean comesBack = !expected.isThere() && expected.fence() == null && now.fence() == null;
    if (!untouched && !comesBack) {
      return Ending.CHANGED;
    }
    if (!writes.fence(UUID.randomUUID(), CassandraReads.parts(key), now)) {
      return Ending.OPEN;
    }
    return untouched ? Ending.UNTOUCHED : Ending.CHANGED;
  }

  private static boolean isMine(
      CassandraState now, @Nullable UUID version, CassandraState expected) {
    if (version == null) {
      return now.version() == null;
    }
    return version.equals(now.version()) || (!expected.isThere() && version.equals(now.born()));
  }
}
