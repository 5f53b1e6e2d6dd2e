/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

/** One phase of one migration. Immutable. */
public final class Step {
  private final String subsystem;
  private final Migration migration;
  private final Phase phase;
  private final boolean last;

  Step(String subsystem, Migration migration, Phase phase, boolean last) {
    this.subsystem = subsystem;
    this.migration = migration;
    this.phase = phase;
    this.last = last;
  }

  /** Returns the subsystem. */
  public String subsystem() {
    return subsystem;
  }

  /** Returns the name of the migration. */
  public String migration() {
    return migration.name();
  }

  /** Returns the phase. */
  public Phase phase() {
    return phase;
  }

  /** Says whether the migration is done with it. */
  public boolean isLast() {
    return last;
  }

  Migration definition() {
    return migration;
  }

  /** Returns the line that tells of the step when it is done. */
  @Override
  public String toString() {
    return subsystem
        + " migrated "
        + (phase == Phase.UP ? "up to: " : "down to the new only: ")
        + migration.name()
        + (last ? " (executed)" : " (pending)");
  }

  /** A phase of a migration. Closed to match. */
  public enum Phase {
    /** The first: it adds. */
    UP,
    /** The second: it removes. */
    TEARDOWN
  }
}
