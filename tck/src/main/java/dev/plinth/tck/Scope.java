/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

/** Where an author's strategy keeps its tables during one run. Immutable. */
public final class Scope {
  private final String name;

  Scope(String name) {
    this.name = name;
  }

  /**
   * Returns a name that no other run uses: letters, digits and underscores, starting with a letter,
   * 30 characters at most.
   */
  public String name() {
    return name;
  }
}
