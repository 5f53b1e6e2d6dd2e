/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come with the log of one node: all numbers below {@code low} are settled,
 * those above are seen, open or yet to come. For one thread.
 */
final class CassandraNodeLog {
  final UUID node;
  final Set<Long> seen = new HashSet<>();
  final TreeMap<Long, CassandraEntry> open = new TreeMap<>(Comparator.naturalOrder());
  long low;
  long floor;
  long top;
  private long beat = -1;
  private long beatSeen;
  private boolean silent;

  CassandraNodeLog(UUID node, long low) {
    this.node = node;
    this.low = low;
    this.floor = low;
  }

  /** Takes over what the node says of itself. */
  void hear(long lineBeat, long lineFloor, long lineTop) {
    if (lineBeat != beat) {
      beat = lineBeat;
      beatSeen = System.nanoTime();
      silent = false;
    }
    floor = Math.max(floor, lineFloor);
    top = Math.max(top, lineTop);
  }

  /**
   * Says whether the log has to be read: of a node that has not been heard of for twice as long as
   * it may write in silence, once more and then not again.
   */
  boolean isToBeRead() {
    boolean wasSilent = silent;
    silent = System.nanoTime() - beatSeen > 2 * CassandraEvents.HEARD.toNanos();
    return !(silent && wasSilent);
  }

  /** Forgets what lies below a floor that was known before the log was read. */
  void advance(long known) {
    long end = (top + 1) * CassandraEvents.SLOT;
    long next = Math.min(known, end);
    if (next > low) {
      low = next;
      seen.removeIf(seq -> seq < low);
    }
  }

  /** Returns the open entry that holds back others of the same row; null when there is none. */
  @Nullable CassandraEntry openBefore(CassandraEntry entry) {
    for (CassandraEntry other : open.headMap(entry.seq()).values()) {
      if (other.isOfSameRow(entry)) {
        return other;
      }
    }
    return null;
  }

  /** Returns the numbers from the low one on that are settled, as text. */
  String position() {
    StringBuilder text = new StringBuilder(node + ":" + low + ":" + floor + ":");
    Iterator<Long> numbers =
        seen.stream().filter(seq -> !open.containsKey(seq)).sorted().iterator();
    while (numbers.hasNext()) {
      text.append(numbers.next()).append(numbers.hasNext() ? "," : "");
    }
    return text.toString();
  }
}
