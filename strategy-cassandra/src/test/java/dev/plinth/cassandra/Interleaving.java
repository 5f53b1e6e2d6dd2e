/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;

/** Lets something happen when a writer has all it needs, then kills it when its row is written. */
final class Interleaving implements CassandraSteps {
  private volatile @Nullable Runnable meanwhile;
  private volatile boolean dies;

  @Override
  public void reached(CassandraStep step) {
    Runnable work = meanwhile;
    if (step == CassandraStep.READY && work != null) {
      meanwhile = null;
      work.run();
    }
    if (step == CassandraStep.ROW_WRITTEN && dies) {
      dies = false;
      throw new Death();
    }
  }

  /** Runs the write, with something else before its row is written; it dies after that. */
  void dying(Runnable write, Runnable between) {
    meanwhile = between;
    dies = true;
    assertThatThrownBy(write::run).isInstanceOf(Death.class);
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }
}
