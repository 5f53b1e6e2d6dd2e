/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The Java functions that schema files may name. Immutable: each call returns a copy. */
public final class Functions {
  private static final Functions NONE = new Functions(Map.of(), false);

  private final Map<String, Object> functions;
  private final boolean standIns;

  private Functions(Map<String, Object> functions, boolean standIns) {
    this.functions = Collections.unmodifiableMap(functions);
    this.standIns = standIns;
  }

  /** Returns no functions. */
  public static Functions none() {
    return NONE;
  }

  /** Registers a check of one value, with the message of its failure. */
  public <T> Functions check(String name, String message, Predicate<T> predicate) {
    return with(name, new ValueCheck<>(message, predicate));
  }

  /** Registers a check of several fields. */
  public Functions entityCheck(String name, Check.Rule rule) {
    return with(name, rule);
  }

  /** Registers what a shorthand stands for. */
  public Functions shorthand(String name, Shorthand.Expansion<?> expansion) {
    return with(name, expansion);
  }

  /**
   * Returns these functions with a stand-in, which does nothing, for every other name: for tools
   * that look at declarations without running them.
   */
  public Functions withStandIns() {
    return new Functions(functions, true);
  }

  private Functions with(String name, Object function) {
    Map<String, Object> next = new LinkedHashMap<>(functions);
    if (next.put(Objects.requireNonNull(name, "name"), function) != null) {
      throw new IllegalArgumentException("function '" + name + "' is registered twice");
    }
    return new Functions(next, standIns);
  }

  /** Returns the function of that name; null when there is none. */
  @Nullable Object get(String name) {
    Object function = functions.get(name);
    return function == null && standIns ? new NamedFunction(name) : function;
  }
}
