/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.SchemaSet;
import java.util.List;
import java.util.stream.Collectors;

/** Steps, to be done in order on empty tables. Immutable. */
record Script(long seed, Kind kind, List<Step> steps) {
  /** What there is in a script besides single operations. */
  enum Kind {
    /** Nothing. */
    SINGLE(0),
    /** Transactions. */
    TOGETHER(0.2),
    /** Rows that expire, and some transactions. */
    EXPIRING(0.05),
    /** The same, and the log of changes is compared. */
    FOLLOWED(0.05);

    private final double together;

    Kind(double together) {
      this.together = together;
    }

    /** Returns how often there is a transaction, where the strategy has them. */
    double together() {
      return together;
    }

    boolean expires() {
      return this == EXPIRING || this == FOLLOWED;
    }
  }

  static Script of(long seed, Kind kind, SchemaSet schemas, boolean transactions, int operations) {
    double together = transactions ? kind.together() : 0;
    return new Script(
        seed, kind, List.copyOf(RandomSteps.of(seed, schemas, kind, together, operations)));
  }

  int operations() {
    return steps.stream().mapToInt(Step::operations).sum();
  }

  Script of(List<Step> others) {
    return new Script(seed, kind, others);
  }

  /** Returns the steps as Java source. */
  String code() {
    return steps.stream().map(step -> step.code("db") + ";\n").collect(Collectors.joining());
  }
}
