/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.DaoException;
import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** When operations began, how long they took and whether they failed. Safe for many threads. */
final class RingTimeline {
  /** What is answered later than this has waited for something that failed. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  /** One of so many may be late on a busy machine. */
  private static final int FEW = 20;

  private final long start = System.nanoTime();
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

  /** One operation; times in nanoseconds since the start. */
  record Span(long begun, long ended, boolean failed) {
    boolean isBad() {
      return failed || ended - begun > PROMPT.toNanos();
    }
  }

  long now() {
    return System.nanoTime() - start;
  }

  /** Runs an operation, and says whether it was answered, be it by a refusal. */
  boolean answered(Runnable operation) {
    long begun = now();
    boolean failed = false;
    underWay.add(begun);
    try {
      operation.run();
    } catch (DaoException.Fault e) {
      failed = true;
    } catch (DaoException e) {
      failed = false;
    }
    spans.add(new Span(begun, now(), failed));
    underWay.remove(begun);
    return !failed;
  }

  private long count(long from, long to, Predicate<Span> which) {
    return spans.stream()
        .filter(span -> span.begun() >= from && span.begun() < to)
        .filter(which)
        .count();
  }

  /** Returns how long after a moment the last began that failed or waited. */
  Duration badUntil(long from, long to) {
    long last =
        spans.stream()
            .filter(span -> span.begun() >= from && span.begun() < to && span.isBad())
            .mapToLong(Span::begun)
            .max()
            .orElse(from);
    return Duration.ofNanos(last - from);
  }

  /** Tells what became of what was begun in a stretch of time, in which something was done. */
  String told(String what, long begun, long done, long to) {
    long longest =
        spans.stream()
            .filter(span -> span.begun() >= begun && span.begun() < to)
            .mapToLong(span -> span.ended() - span.begun())
            .max()
            .orElse(0);
    return String.format(
        Locale.ROOT,
        "%s: %d operations in %.1f s, of which %d failed and %d others took more than %d s, the longest %.1f s, the last begun %.1f s after it",
        what,
        count(begun, to, span -> true),
        (to - begun) / 1e9,
        count(begun, to, Span::failed),
        count(begun, to, span -> !span.failed() && span.isBad()),
        PROMPT.toSeconds(),
        longest / 1e9,
        badUntil(done, to).toMillis() / 1e3);
  }

  /** Says whether of what was begun since all but a few was answered promptly. */
  boolean isCalm(long since) {
    long late = now() - PROMPT.toNanos();
    long bad =
        count(since, Long.MAX_VALUE, Span::isBad)
            + underWay.stream().filter(begun -> begun < late).count();
    long good = count(since, Long.MAX_VALUE, span -> !span.isBad());
    return good > FEW * bad;
  }
}
