/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;

/** Lets something happen at a step, or kills the writer after one; each once. */
final class FaultSteps implements CassandraSteps {
  private @Nullable CassandraStep place;
  private @Nullable Runnable meanwhile;
  private @Nullable CassandraStep last;

  @Override
  public void reached(CassandraStep step) {
    Runnable work = meanwhile;
    if (step == place && work != null) {
      meanwhile = null;
      work.run();
    }
    if (step == last) {
      last = null;
      throw new Death();
    }
  }

  /** Lets something happen when the step is reached next. */
  void meanwhile(CassandraStep step, Runnable work) {
    place = step;
    meanwhile = work;
  }

  /** Runs what is not to get further than this step. */
  void dying(CassandraStep step, Runnable work) {
    last = step;
    assertThatThrownBy(work::run).isInstanceOf(Death.class);
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }
}
