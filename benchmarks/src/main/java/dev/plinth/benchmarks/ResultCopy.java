/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entities like those that the accepted inputs become, put together by hand in the smallest
 * collections of the JDK: their allocation is what the results of an insert weigh.
 */
@SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
final class ResultCopy {
  private static final Long NUMBER = 60_000L;

  private ResultCopy() {}

  static Entity ofService(EntityType type) {
    Instant now = Instant.ofEpochSecond(1_700_000_000L);
    return type.assemble(
        new @Nullable Object[] {
          new UUID(1, 2),
          now,
          now,
          "",
          NUMBER,
          "",
          "",
          NUMBER,
          "",
          NUMBER,
          NUMBER,
          NUMBER,
          Set.of("a", "b"),
          Key.of(new UUID(1, 2)),
          true,
          null,
          null,
          true
        },
        null,
        null,
        null);
  }

  static Entity ofRoute(EntityType type) {
    Instant now = Instant.ofEpochSecond(1_700_000_000L);
    return type.assemble(
        new @Nullable Object[] {
          new UUID(1, 2),
          now,
          now,
          "",
          Set.of("https"),
          NUMBER,
          false,
          true,
          true,
          true,
          Set.of("a", "b"),
          Key.of(new UUID(1, 2)),
          Set.of("a"),
          null,
          null,
          Set.of("a", "b", "c"),
          List.of("a", "b"),
          List.of("a", "b"),
          Map.of("a", List.of("a", "b"), "b", List.of("a")),
          NUMBER,
          ""
        },
        null,
        null,
        null);
  }
}
