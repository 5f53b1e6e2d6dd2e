/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Random;

/** Random choices that are the same for the same seed and number. */
final class Dice {
  private final Random random;

  Dice(long seed, long number) {
    long mixed = (seed * 0x9E3779B97F4A7C15L + number) * 0xBF58476D1CE4E5B9L;
    this.random = new Random(mixed ^ (mixed >>> 29));
  }

  /** Says yes as often as that in a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int limit) {
    return random.nextInt(limit);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  long bits() {
    return random.nextLong();
  }

  double part() {
    return random.nextDouble();
  }

  <T> T pick(List<? extends T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T of(T... all) {
    return all[random.nextInt(all.length)];
  }
}
