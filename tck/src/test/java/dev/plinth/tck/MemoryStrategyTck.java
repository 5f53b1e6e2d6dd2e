/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Strategy;
import dev.plinth.memory.MemoryStrategy;
import org.junit.jupiter.api.Nested;

@StrategyTck
class MemoryStrategyTck implements TckHarness {
  @Override
  public Strategy open(Scope scope) {
    return MemoryStrategy.create();
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
}
