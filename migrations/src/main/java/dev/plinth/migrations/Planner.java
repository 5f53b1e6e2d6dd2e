/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides what to run, from the code and the journal. */
final class Planner {
  static final String BOOTSTRAP_FIRST =
      "the database has not been prepared: run 'migrations bootstrap'";
  static final String FINISH_FIRST =
      "migrations are pending from an earlier upgrade: run 'migrations finish' once no node of the old version is left";

  private final String strategy;
  private final List<Subsystem> subsystems;

  Planner(String strategy, List<Subsystem> subsystems) {
    this.strategy = strategy;
    this.subsystems = subsystems;
  }

  List<Subsystem> subsystems() {
    return subsystems;
  }

  State classify(boolean bootstrapped, Map<String, Map<String, State.Of>> journal) {
    List<State.Entry> entries = new ArrayList<>();
    Map<String, Map<String, State.Of>> rest = new LinkedHashMap<>();
    journal.forEach((subsystem, recorded) -> rest.put(subsystem, new LinkedHashMap<>(recorded)));
    for (Subsystem subsystem : subsystems) {
      Map<String, State.Of> recorded = rest.getOrDefault(subsystem.name(), Map.of());
      for (Migration migration : subsystem.migrations()) {
        State.Of of = recorded.isEmpty() ? null : recorded.remove(migration.name());
        entries.add(
            new State.Entry(subsystem.name(), migration.name(), of == null ? State.Of.NEW : of));
      }
    }
    rest.forEach(
        (subsystem, recorded) ->
            recorded
                .keySet()
                .forEach(
                    name ->
                        entries.add(new State.Entry(subsystem, name, State.Of.UNKNOWN_TO_CODE))));
    return new State(bootstrapped, entries);
  }

  Plan plan(Command command, State state) {
    List<String> objections = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    boolean prepared = !state.needsBootstrap();
    switch (command) {
      case BOOTSTRAP -> {
        if (!prepared) {
          addSteps(steps, state, State.Of.NEW, true, true);
        }
      }
      case UP -> {
        if (!prepared) {
          objections.add(BOOTSTRAP_FIRST);
        } else if (state.hasPending() && state.hasNew()) {
          objections.add(FINISH_FIRST);
        } else {
          addSteps(steps, state, State.Of.NEW, true, false);
        }
      }
      case FINISH -> {
        if (prepared) {
          addSteps(steps, state, State.Of.PENDING, false, true);
        } else {
          objections.add(BOOTSTRAP_FIRST);
        }
      }
      case RESET -> {
        if (!prepared) {
          objections.add("there is nothing to reset: the database has not been prepared");
        }
      }
    }
    for (Step step : steps) {
      if (!step.definition().strategies().contains(strategy)) {
        objections.add(
            step.subsystem()
                + "/"
                + step.migration()
                + " says nothing about '"
                + strategy
                + "': add a script for it, an empty one if there is nothing to do");
      }
    }
    return new Plan(command, steps, objections);
  }

  private void addSteps(
      List<Step> steps, State state, State.Of wanted, boolean up, boolean teardown) {
    Map<String, List<String>> names = state.in(wanted);
    for (Subsystem subsystem : subsystems) {
      List<String> here = names.getOrDefault(subsystem.name(), List.of());
      for (Migration migration : subsystem.migrations()) {
        if (here.contains(migration.name())) {
          boolean two = migration.teardown(strategy) != null;
          if (up) {
            steps.add(new Step(subsystem.name(), migration, Step.Phase.UP, !two));
          }
          if (teardown && two) {
            steps.add(new Step(subsystem.name(), migration, Step.Phase.TEARDOWN, true));
          }
        }
      }
    }
  }
}
