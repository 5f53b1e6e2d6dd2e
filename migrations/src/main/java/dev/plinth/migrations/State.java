/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of the migrations in code the database has seen. Immutable. */
public final class State {
  private final boolean bootstrapped;
  private final List<Entry> entries;

  State(boolean bootstrapped, List<Entry> entries) {
    this.bootstrapped = bootstrapped;
    this.entries = List.copyOf(entries);
  }

  /** Says whether the database has never been prepared. */
  public boolean needsBootstrap() {
    return !bootstrapped;
  }

  /** Says whether a migration has not run yet. */
  public boolean hasNew() {
    return has(Of.NEW);
  }

  /** Says whether a migration waits for its second phase. */
  public boolean hasPending() {
    return has(Of.PENDING);
  }

  /**
   * Says whether code of this version can run: nothing is new. Pending second phases do not matter.
   */
  public boolean isUpToDate() {
    return bootstrapped && !hasNew();
  }

  private boolean has(Of of) {
    return entries.stream().anyMatch(entry -> entry.of() == of);
  }

  /** Returns all migrations, those of code in order, then those that only the database knows. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns the names of the migrations in a state, by subsystem, in order. */
  public Map<String, List<String>> in(Of of) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.of() == of) {
        names
            .computeIfAbsent(entry.subsystem(), subsystem -> new ArrayList<>())
            .add(entry.migration());
      }
    }
    return names;
  }

  /** The state of one migration. May grow. */
  public enum Of {
    /** In code, not in the database. */
    NEW,
    /** Its first phase ran, its second has still to. */
    PENDING,
    /** It ran, whole. */
    EXECUTED,
    /** In the database, not in code: the code is older than the database, or of other parts. */
    UNKNOWN_TO_CODE
  }

  /** One migration and its state. Immutable. */
  public static final class Entry {
    private final String subsystem;
    private final String migration;
    private final Of of;

    Entry(String subsystem, String migration, Of of) {
      this.subsystem = subsystem;
      this.migration = migration;
      this.of = of;
    }

    /** Returns the subsystem. */
    public String subsystem() {
      return subsystem;
    }

    /** Returns the migration's name. */
    public String migration() {
      return migration;
    }

    /** Returns its state. */
    public Of of() {
      return of;
    }

    @Override
    public String toString() {
      return subsystem + "/" + migration + ": " + of;
    }
  }
}
