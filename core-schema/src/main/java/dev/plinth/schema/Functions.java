/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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

  /** Registers a check of one value that words its failure itself. */
  public <T> Functions check(String name, Rule<T> rule) {
    return with(name, new WordedCheck<>(rule));
  }

  /** Registers a check of several fields. */
  public Functions entityCheck(String name, Check.Rule rule) {
    return with(name, rule);
  }

  /** Registers what a shorthand stands for. */
  public Functions shorthand(String name, Shorthand.Expansion<?> expansion) {
    return with(name, expansion);
  }

  /** Registers what a transformation makes of an entity: the fields that are laid over it. */
  public Functions transformation(String name, UnaryOperator<Values> function) {
    return with(name, function);
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

  /** A check of one value: pure, safe for use by many threads. */
  @FunctionalInterface
  public interface Rule<T> {
    /** Returns what is wrong with the value, which is not null; null when nothing is. */
    @Nullable String test(T value);
  }

  /** What a function is for. */
  enum Kind {
    CHECK("check", ValueRule.class),
    ENTITY_CHECK("entityCheck", Check.Rule.class),
    SHORTHAND("shorthand", Shorthand.Expansion.class),
    TRANSFORMATION("transformation", Function.class);

    private final String method;
    private final Class<?> type;

    Kind(String method, Class<?> type) {
      this.method = method;
      this.type = type;
    }

    boolean fits(Object function) {
      return type.isInstance(function);
    }

    /** Returns the name of the method by which such a function is registered. */
    String method() {
      return method;
    }
  }
}
