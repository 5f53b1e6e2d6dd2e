/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the statements of an operation, and lets some of them fail. The signs of life of the
 * process are no part of any operation. Safe for use by many threads.
 */
final class FaultGate implements CqlProxy.Gate {
  private static final String SIGN_OF_LIFE =
      "INSERT INTO \"[^\"]+\"\\.\"?" + CassandraEvents.NODES + "\"? .*";

  private final List<String> texts = new ArrayList<>();
  private final Set<String> sent = new HashSet<>();
  private final List<String> resent = new ArrayList<>();
  private final Map<Integer, CqlProxy.Failing> failing = new TreeMap<>();

  private @Nullable Sequel sequel;
  private @Nullable Sequel due;

  @Override
  public CqlProxy.@Nullable Failing judge(CqlRequest request) {
    if (request.text().matches(SIGN_OF_LIFE)) {
      return null;
    }
    CqlProxy.Failing verdict;
    synchronized (this) {
      String once = request.text() + request.frame().values();
      if (!sent.add(once) && !request.isRepeatable()) {
        resent.add(once);
      }
      verdict = failing.remove(texts.size());
      texts.add(request.text());
      if (verdict != null) {
        due = sequel;
      } else if (due != null && request.isConditional()) {
        verdict = due.how;
        due.along.run();
        due = null;
      }
    }
    return verdict;
  }

  /** What fails after something has failed. */
  private record Sequel(CqlProxy.Failing how, Runnable along) {}

  /** Begins to count anew, with nothing that fails. */
  synchronized void reset() {
    texts.clear();
    sent.clear();
    resent.clear();
    failing.clear();
    sequel = null;
    due = null;
  }

  /** Lets the statement with a number, from 0, fail. */
  synchronized void fail(int number, CqlProxy.Failing how) {
    failing.put(number, how);
  }

  /** Lets the first conditional write after that fail as well, and something else happen. */
  synchronized void failNext(CqlProxy.Failing how, Runnable along) {
    sequel = new Sequel(how, along);
  }

  /** Returns the statements so far. */
  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  /** Returns the statements that were sent twice, with the same values, and must not be. */
  synchronized List<String> resent() {
    return List.copyOf(resent);
  }

  /** Says whether all that was to fail has. */
  synchronized boolean isDone() {
    return failing.isEmpty();
  }
}
