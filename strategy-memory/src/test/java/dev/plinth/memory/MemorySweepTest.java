/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import static dev.plinth.schema.Fields.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Db;
import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.EntityStore;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import dev.plinth.schema.Values;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemorySweepTest {
  private static final Schema PARENTS =
      Schema.named("parents").primaryKey("id").ttl().field("id", Typedefs.id()).build();
  private static final Schema CHILDREN =
      Schema.named("children")
          .primaryKey("id")
          .field("id", Typedefs.id())
          .field("parent", foreign("parents"))
          .build();

  private final Hand clock = new Hand();
  private final MemoryStrategy strategy = MemoryStrategy.create(clock);
  private final Db db = Db.on(strategy).schemas(PARENTS, CHILDREN).sweepEvery(Duration.ZERO).open();
  private final EntityStore parents =
      strategy.store(Objects.requireNonNull(Table.of(db.schemas()).get("parents")));

  @Test
  void sweep_expiredRowThatOthersReferTo_staysUntilTheyAreGone() {
    Key parent =
        db.dao("parents").insert(Values.none(), WriteOptions.ttl(Duration.ofSeconds(1))).key();
    Key child = db.dao("children").insert(Values.of("parent", parent)).key();
    clock.now = clock.now.plusSeconds(2);
    assertThat(parents.sweep(10)).isZero();
    db.dao("children").delete(child);
    assertThat(parents.sweep(10)).isEqualTo(1);
  }

  /** A clock that is set by hand. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
