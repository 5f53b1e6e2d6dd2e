/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Capability;
import org.junit.jupiter.api.Test;

/**
 * The same random operations on the store and on the one in memory, which have to come to the same:
 * what is returned or refused, in words too, what is told, and what is stored. Where they do not, a
 * script of few steps is told that shows it.
 */
public abstract non-sealed class DifferentialContract extends Contract {
  /** For authors to extend. */
  protected DifferentialContract() {}

  private void check(Script.Kind kind, double share) {
    backend().differential().check(kind, (int) (Differential.OPERATIONS * share));
  }

  @Test
  @Rule("DIFF-01")
  protected final void operations_oneByOne_comeToTheSame() {
    check(Script.Kind.SINGLE, 0.4);
  }

  @Test
  @Rule("DIFF-02")
  @Requires(Capability.TRANSACTIONS)
  protected final void operations_inTransactions_comeToTheSame() {
    check(Script.Kind.TOGETHER, 0.2);
  }

  @Test
  @Rule("DIFF-03")
  protected final void operations_amongExpiredRows_comeToTheSame() {
    check(Script.Kind.EXPIRING, 0.2);
  }

  @Test
  @Rule("DIFF-04")
  @Requires(Capability.EVENT_LOG)
  protected final void operations_changesKept_areTheSame() {
    check(Script.Kind.FOLLOWED, 0.2);
  }
}
