/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

/** What can be done with migrations. May grow. */
public enum Command {
  /** Prepares an empty database: both phases of everything. */
  BOOTSTRAP,
  /** Runs the first phase of what is new. */
  UP,
  /** Runs the second phase of what is pending. */
  FINISH,
  /** Removes all tables. */
  RESET
}
