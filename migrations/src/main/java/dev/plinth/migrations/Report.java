/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.util.List;

/** What a run has done. Immutable. */
public final class Report {
  private final List<Step> steps;
  private final State state;

  Report(List<Step> steps, State state) {
    this.steps = List.copyOf(steps);
    this.state = state;
  }

  /** Returns the phases that ran, in order. */
  public List<Step> steps() {
    return steps;
  }

  /** Returns the state afterwards. */
  public State state() {
    return state;
  }
}
