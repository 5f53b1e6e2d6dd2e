/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Strategy;
import org.junit.jupiter.api.Nested;

/** An author whose strategy is wrong in the way that was set; run by {@link KitTest} alone. */
@StrategyTck
class WrongAuthor implements TckHarness {
  static WrongStrategy.Wrongness wrongness = WrongStrategy.Wrongness.NOTHING;

  @Override
  public Strategy open(Scope scope) {
    return new WrongStrategy(wrongness);
  }

  @Nested
  class Lifecycle extends LifecycleContract {}

  @Nested
  class Creates extends CreateContract {}

  @Nested
  class Reads extends ReadContract {}

  @Nested
  class Updates extends UpdateContract {}

  @Nested
  class Upserts extends UpsertContract {}

  @Nested
  class Deletes extends DeleteContract {}

  @Nested
  class Pages extends PageContract {}

  @Nested
  class Events extends EventContract {}

  /** An author who has left contracts out. */
  @StrategyTck
  static class Forgetful implements TckHarness {
    @Override
    public Strategy open(Scope scope) {
      return new WrongStrategy(WrongStrategy.Wrongness.NOTHING);
    }

    @Nested
    class Lifecycle extends LifecycleContract {}
  }
}
