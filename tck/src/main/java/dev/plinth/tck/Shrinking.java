/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a script that shows a difference as short as can be: whole stretches of steps are left out,
 * then single ones, then parts of steps, as long as a difference is left. For one thread, once.
 */
final class Shrinking {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Predicate<List<Step>> differs;
  private final long end = System.nanoTime() + PATIENCE.toNanos();
  private List<Step> steps;

  private Shrinking(List<Step> steps, Predicate<List<Step>> differs) {
    this.steps = List.copyOf(steps);
    this.differs = differs;
  }

  /** Returns fewer steps, for which the predicate is true as well. */
  static List<Step> of(List<Step> steps, Predicate<List<Step>> differs) {
    Shrinking shrinking = new Shrinking(steps, differs);
    boolean goesOn = true;
    while (goesOn) {
      shrinking.leaveOut();
      goesOn = shrinking.simplify();
    }
    return shrinking.steps;
  }

  private boolean takes(List<Step> fewer) {
    if (System.nanoTime() > end || !differs.test(fewer)) {
      return false;
    }
    steps = List.copyOf(fewer);
    return true;
  }

  private void leaveOut() {
    for (int length = Math.max(1, steps.size() / 2); length >= 1; length /= 2) {
      int from = 0;
      while (from < steps.size()) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(Math.min(steps.size(), from + length), steps.size()));
        if (!takes(fewer)) {
          from += length;
        }
      }
    }
  }

  private boolean simplify() {
    boolean simplified = false;
    int at = 0;
    while (at < steps.size()) {
      if (simplify(at)) {
        simplified = true;
      } else {
        at++;
      }
    }
    return simplified;
  }

  private boolean simplify(int at) {
    for (Step simpler : Simpler.of(steps.get(at))) {
      List<Step> changed = new ArrayList<>(steps);
      changed.set(at, simpler);
      if (takes(changed)) {
        return true;
      }
    }
    return false;
  }
}
