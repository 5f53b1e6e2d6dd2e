/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Strategy;
import dev.plinth.tck.AcrossContract;
import dev.plinth.tck.ArgumentContract;
import dev.plinth.tck.BulkContract;
import dev.plinth.tck.CascadeContract;
import dev.plinth.tck.ChangeContract;
import dev.plinth.tck.CloseContract;
import dev.plinth.tck.CollectionContract;
import dev.plinth.tck.ConcurrencyContract;
import dev.plinth.tck.CreateContract;
import dev.plinth.tck.DeleteContract;
import dev.plinth.tck.DifferentialContract;
import dev.plinth.tck.ErrorContract;
import dev.plinth.tck.EventContract;
import dev.plinth.tck.ForwardingContract;
import dev.plinth.tck.HistoryContract;
import dev.plinth.tck.HookContract;
import dev.plinth.tck.LifecycleContract;
import dev.plinth.tck.LookupContract;
import dev.plinth.tck.MutexContract;
import dev.plinth.tck.OrderContract;
import dev.plinth.tck.OrphanContract;
import dev.plinth.tck.PageContract;
import dev.plinth.tck.ProcessContract;
import dev.plinth.tck.ReadContract;
import dev.plinth.tck.ReferenceContract;
import dev.plinth.tck.Scope;
import dev.plinth.tck.StrategyTck;
import dev.plinth.tck.TagsContract;
import dev.plinth.tck.TckHarness;
import dev.plinth.tck.TransactionContract;
import dev.plinth.tck.TtlContract;
import dev.plinth.tck.TypeContract;
import dev.plinth.tck.TypedContract;
import dev.plinth.tck.UniqueContract;
import dev.plinth.tck.UpdateContract;
import dev.plinth.tck.UpsertContract;
import dev.plinth.tck.ViolationContract;
import dev.plinth.tck.WorkspaceContract;
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
  class Argument extends ArgumentContract {}

  @Nested
  class Errors extends ErrorContract {}

  @Nested
  class Violation extends ViolationContract {}

  @Nested
  class Processing extends ProcessContract {}

  @Nested
  class Type extends TypeContract {}

  @Nested
  class Collection extends CollectionContract {}

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
  class Unique extends UniqueContract {}

  @Nested
  class Reference extends ReferenceContract {}

  @Nested
  class Cascade extends CascadeContract {}

  @Nested
  class Pages extends PageContract {}

  @Nested
  class Events extends EventContract {}

  @Nested
  class Order extends OrderContract {}

  @Nested
  class Lookup extends LookupContract {}

  @Nested
  class Tags extends TagsContract {}

  @Nested
  class Ttl extends TtlContract {}

  @Nested
  class Workspace extends WorkspaceContract {}

  @Nested
  class Across extends AcrossContract {}

  @Nested
  class Bulk extends BulkContract {}

  @Nested
  class Typed extends TypedContract {}

  @Nested
  class Forwarding extends ForwardingContract {}

  @Nested
  class Hook extends HookContract {}

  @Nested
  class Change extends ChangeContract {}

  @Nested
  class Transaction extends TransactionContract {}

  @Nested
  class Concurrency extends ConcurrencyContract {}

  @Nested
  class Orphan extends OrphanContract {}

  @Nested
  class Histories extends HistoryContract {}

  @Nested
  class Mutex extends MutexContract {}

  @Nested
  class Differential extends DifferentialContract {}

  @Nested
  class Close extends CloseContract {}
}
