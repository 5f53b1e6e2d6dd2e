/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Strategy;
import dev.plinth.tck.CreateContract;
import dev.plinth.tck.DeleteContract;
import dev.plinth.tck.EventContract;
import dev.plinth.tck.LifecycleContract;
import dev.plinth.tck.PageContract;
import dev.plinth.tck.ReadContract;
import dev.plinth.tck.Scope;
import dev.plinth.tck.StrategyTck;
import dev.plinth.tck.TckHarness;
import dev.plinth.tck.UpdateContract;
import dev.plinth.tck.UpsertContract;
import org.junit.jupiter.api.Nested;

@StrategyTck
class PostgresStrategyTck implements TckHarness {
  @Override
  public Strategy open(Scope scope) {
    return PostgresStrategy.of(TestDatabase.config(scope.name()));
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
