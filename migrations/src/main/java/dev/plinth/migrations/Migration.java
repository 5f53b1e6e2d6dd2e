/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.migrations;

import dev.plinth.dao.spi.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One step of a subsystem's history, for each strategy it knows. Immutable: each call returns a
 * copy. What it does must do no harm when it runs again, since a crash may come between it and its
 * record.
 */
public final class Migration {
  private final String name;
  private final Map<String, Action> up;
  private final Map<String, Action> teardown;

  private Migration(String name, Map<String, Action> up, Map<String, Action> teardown) {
    this.name = name;
    this.up = up;
    this.teardown = teardown;
  }

  /** Returns a migration that does nothing so far. */
  public static Migration named(String name) {
    return new Migration(Objects.requireNonNull(name, "name"), Map.of(), Map.of());
  }

  /**
   * Adds the first phase on a strategy, as a script; an empty one says that there is nothing to do
   * there.
   */
  public Migration up(String strategy, String script) {
    return new Migration(name, with(up, strategy, Action.of(script)), teardown);
  }

  /** Adds the first phase on a strategy, as code. */
  public Migration up(String strategy, Consumer<Session> code) {
    return new Migration(name, with(up, strategy, Action.of(code)), teardown);
  }

  /** Adds the second phase on a strategy, as a script. */
  public Migration teardown(String strategy, String script) {
    return new Migration(name, up, with(teardown, strategy, Action.of(script)));
  }

  /** Adds the second phase on a strategy, as code. */
  public Migration teardown(String strategy, Consumer<Session> code) {
    return new Migration(name, up, with(teardown, strategy, Action.of(code)));
  }

  private static Map<String, Action> with(
      Map<String, Action> actions, String strategy, Action action) {
    Map<String, Action> next = new LinkedHashMap<>(actions);
    if (next.put(Objects.requireNonNull(strategy, "strategy"), action) != null) {
      throw new IllegalArgumentException("the phase for '" + strategy + "' is given twice");
    }
    return next;
  }

  /** Returns the name, unique in its subsystem. */
  public String name() {
    return name;
  }

  /** Returns the strategies it says something about. */
  public Set<String> strategies() {
    Set<String> strategies = new TreeSet<>(up.keySet());
    strategies.addAll(teardown.keySet());
    return strategies;
  }

  @Nullable Action up(String strategy) {
    return up.get(strategy);
  }

  @Nullable Action teardown(String strategy) {
    return teardown.get(strategy);
  }

  @Override
  public String toString() {
    return name;
  }
}
