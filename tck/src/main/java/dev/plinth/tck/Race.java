/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.DaoException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Several threads that start at the same moment. Rules try it in rounds, five by default, those of
 * one key, one unique value and one parent in sixty; {@code -Dplinth.tck.rounds=1000} looks harder.
 */
final class Race {
  private static final int ROUNDS = Integer.getInteger("plinth.tck.rounds", 5);

  /** For the races that stores are built for: few rounds may miss what happens once in a while. */
  private static final int MANY = Math.max(60, ROUNDS);

  private Race() {}

  /** Runs the work in rounds, numbered from 0. */
  static void rounds(IntConsumer work) {
    rounds(ROUNDS, work);
  }

  /** Runs the work in rounds, numbered from 0, many in every build. */
  static void manyRounds(IntConsumer work) {
    rounds(MANY, work);
  }

  private static void rounds(int count, IntConsumer work) {
    for (int i = 0; i < count; i++) {
      work.accept(i);
    }
  }

  /**
   * Returns whether the write was taken: false when it was refused by the family, or had nothing to
   * do.
   */
  static Callable<Boolean> taken(Class<? extends DaoException> refusal, Supplier<?> write) {
    return () -> {
      try {
        return !Boolean.FALSE.equals(write.get());
      } catch (DaoException e) {
        if (refusal.isInstance(e)) {
          return false;
        }
        throw e;
      }
    };
  }

  static <T> List<T> run(int threads, Callable<T> work) {
    List<Callable<T>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(work);
    }
    return run(all);
  }

  static <T> List<T> run(List<Callable<T>> works) {
    ExecutorService pool = Executors.newFixedThreadPool(works.size());
    CyclicBarrier start = new CyclicBarrier(works.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> work : works) {
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a thread of the race failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
