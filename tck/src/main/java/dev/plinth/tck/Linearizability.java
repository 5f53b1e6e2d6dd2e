/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of operations that explains what they returned: one after the other, each at a
 * moment between its call and its answer. One without an answer comes at any moment after its call,
 * or never.
 *
 * <p>The search is that of Wing and Gong, with Lowe's memory of where it has been: the set of
 * operations that are over, and the state they lead to. Of two ways to one place the one that took
 * fewer operations without an answer is as good, for the others can still come. For one thread.
 *
 * @param <S> the state that operations change; immutable, with {@code equals}
 * @param <C> an operation, with what it returned
 */
final class Linearizability<S, C extends Linearizability.Timed> {
  /** After so many states the search gives up. */
  static final int MOST_STATES = 500_000;

  /** When an operation was called and answered, by one monotonic clock. */
  interface Timed {
    /** The end of an operation that was never answered. */
    long NEVER = Long.MAX_VALUE;

    long begun();

    long ended();
  }

  /** What operations do, one after the other. */
  interface Model<S, C> {
    S start();

    /** Returns the state after the operation; null when it cannot return here what it returned. */
    @Nullable S after(S state, C call);

    /** Says whether the operation may leave another state; false for one that only tells. */
    boolean changes(C call);
  }

  /**
   * Where the search came farthest without an end.
   *
   * @param order the longest order that explains something
   * @param state what it leads to
   * @param next what is answered or under way there, none of which can come next
   */
  record Stuck<S, C>(List<C> order, S state, List<C> next) {}

  /** The history can be neither explained nor refuted with the states that were allowed. */
  static final class TooEntangled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooEntangled(String message) {
      super(message);
    }
  }

  private final Model<S, C> model;
  private final List<C> answered;
  private final List<C> open;
  private final int mostStates;
  private final Map<Place<S>, List<BitSet>> seen = new HashMap<>();
  private int states;

  private record Place<S>(BitSet done, S state) {}

  /** A step of the search: what is over, and what it leads to. */
  private final class Step {
    final @Nullable Step before;
    final int call;
    final S state;
    final BitSet done;
    final BitSet used;

    Step(@Nullable Step before, int call, S state, BitSet done, BitSet used) {
      this.before = before;
      this.call = call;
      this.state = state;
      this.done = done;
      this.used = used;
    }
  }

  private Linearizability(Model<S, C> model, List<C> calls, int mostStates) {
    this.model = model;
    this.mostStates = mostStates;
    List<C> sorted = new ArrayList<>(calls);
    sorted.sort(Comparator.comparingLong(Timed::begun));
    this.answered = sorted.stream().filter(call -> call.ended() != Timed.NEVER).toList();
    this.open = sorted.stream().filter(call -> call.ended() == Timed.NEVER).toList();
  }

  /**
   * Returns null when there is an order, else where the search came farthest.
   *
   * @throws TooEntangled when the answer takes too many states
   */
  static <S, C extends Timed> @Nullable Stuck<S, C> search(Model<S, C> model, List<C> calls) {
    return search(model, calls, MOST_STATES);
  }

  static <S, C extends Timed> @Nullable Stuck<S, C> search(
      Model<S, C> model, List<C> calls, int mostStates) {
    return new Linearizability<>(model, calls, mostStates).search();
  }

  private @Nullable Stuck<S, C> search() {
    Queue<Step> steps = new PriorityQueue<>(nearest());
    Step farthest = new Step(null, -1, model.start(), new BitSet(), new BitSet());
    steps.add(farthest);
    while (!steps.isEmpty()) {
      Step step = steps.remove();
      if (step.done.cardinality() == answered.size()) {
        return null;
      }
      if (step.done.cardinality() > farthest.done.cardinality()) {
        farthest = step;
      }
      for (int index : candidates(step)) {
        Step next = next(step, index);
        if (next != null) {
          steps.add(next);
        }
      }
    }
    return stuck(farthest);
  }

  /** Few of the operations without an answer first, so that what takes more is not looked at. */
  private Comparator<Step> nearest() {
    return Comparator.<Step>comparingInt(step -> step.used.cardinality())
        .thenComparing(Comparator.<Step>comparingInt(step -> step.done.cardinality()).reversed());
  }

  private C call(int index) {
    return index < answered.size() ? answered.get(index) : open.get(index - answered.size());
  }

  /**
   * Returns the operations that were called before the first answer of those that are left, those
   * with an answer first. One that changes nothing and fits here is the only one: whatever can be
   * explained with it later can be with it here.
   */
  private int[] candidates(Step step) {
    BitSet done = step.done;
    long first = Timed.NEVER;
    int from = done.nextClearBit(0);
    for (int i = from; i < answered.size() && answered.get(i).begun() <= first; i++) {
      if (!done.get(i)) {
        first = Math.min(first, answered.get(i).ended());
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int i = from; i < answered.size() && answered.get(i).begun() <= first; i++) {
      if (!done.get(i)) {
        C call = answered.get(i);
        if (!model.changes(call) && model.after(step.state, call) != null) {
          return new int[] {i};
        }
        found.add(i);
      }
    }
    for (int i = 0; i < open.size() && open.get(i).begun() <= first; i++) {
      if (!step.used.get(i)) {
        found.add(answered.size() + i);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private @Nullable Step next(Step step, int index) {
    S after = model.after(step.state, call(index));
    if (after == null) {
      return null;
    }
    BitSet done = step.done;
    BitSet used = step.used;
    if (index < answered.size()) {
      done = (BitSet) done.clone();
      done.set(index);
    } else {
      used = (BitSet) used.clone();
      used.set(index - answered.size());
    }
    return isNew(done, used, after) ? new Step(step, index, after, done, used) : null;
  }

  private boolean isNew(BitSet done, BitSet used, S state) {
    List<BitSet> known = seen.computeIfAbsent(new Place<>(done, state), p -> new ArrayList<>(1));
    for (BitSet fewer : known) {
      BitSet more = (BitSet) fewer.clone();
      more.andNot(used);
      if (more.isEmpty()) {
        return false;
      }
    }
    known.add(used);
    if (++states > mostStates) {
      throw new TooEntangled(
          "neither explained nor refuted after "
              + mostStates
              + " states: "
              + answered.size()
              + " operations with an answer and "
              + open.size()
              + " without one are too many at once; let fewer threads, or more rows, take part");
    }
    return true;
  }

  private Stuck<S, C> stuck(Step farthest) {
    List<C> order = new ArrayList<>();
    for (Step step = farthest; step.before != null; step = step.before) {
      order.add(call(step.call));
    }
    Collections.reverse(order);
    List<C> next = new ArrayList<>();
    for (int index : candidates(farthest)) {
      next.add(call(index));
    }
    return new Stuck<>(order, farthest.state, next);
  }
}
