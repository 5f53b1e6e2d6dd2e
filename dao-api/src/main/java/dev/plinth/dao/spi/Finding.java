/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Something that a {@link Doctor} has found in a table, and how to mend it. Immutable; may gain
 * accessors. Safe for use by many threads.
 */
public final class Finding {
  private final String kind;
  private final String table;
  private final String key;
  private final String what;
  private final String fix;
  private final BooleanSupplier repair;

  /**
   * Makes a finding: its kind in lower case with hyphens, the table and the primary key of the row
   * it is about, what is wrong, and what to do about it. The last does that, and says whether all
   * is well then; it may be run more than once, and looks at the row anew each time.
   */
  public Finding(
      String kind, String table, String key, String what, String fix, BooleanSupplier repair) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.table = Objects.requireNonNull(table, "table");
    this.key = Objects.requireNonNull(key, "key");
    this.what = Objects.requireNonNull(what, "what");
    this.fix = Objects.requireNonNull(fix, "fix");
    this.repair = Objects.requireNonNull(repair, "repair");
  }

  /** Returns the kind, such as {@code claim-without-row}; the same from release to release. */
  public String kind() {
    return kind;
  }

  /** Returns the name of the table. */
  public String table() {
    return table;
  }

  /** Returns the primary key of the row it is about, as text; the row need not be there. */
  public String key() {
    return key;
  }

  /** Returns what is wrong, for a person. */
  public String what() {
    return what;
  }

  /** Returns what {@link #repair} does, for a person, or what has to be decided by one. */
  public String fix() {
    return fix;
  }

  /**
   * Mends it, and returns whether all is well now, be it that it was already; false when only a
   * person can decide, or somebody else is at the row. May be called again.
   */
  public boolean repair() {
    return repair.getAsBoolean();
  }

  @Override
  public String toString() {
    return kind + " in " + table + " at " + key + ": " + what;
  }
}
