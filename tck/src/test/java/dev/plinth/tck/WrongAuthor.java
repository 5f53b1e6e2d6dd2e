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
