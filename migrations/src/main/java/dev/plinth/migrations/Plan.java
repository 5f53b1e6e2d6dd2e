/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.util.List;

/** What a command will do, or why it will not. Immutable. */
public final class Plan {
  private final Command command;
  private final List<Step> steps;
  private final List<String> objections;

  Plan(Command command, List<Step> steps, List<String> objections) {
    this.command = command;
    this.steps = List.copyOf(steps);
    this.objections = List.copyOf(objections);
  }

  /** Returns the command. */
  public Command command() {
    return command;
  }

  /** Returns the phases to run, in order. */
  public List<Step> steps() {
    return steps;
  }

  /** Returns why the command must not run, each with what to do; empty when it may. */
  public List<String> objections() {
    return objections;
  }
}
