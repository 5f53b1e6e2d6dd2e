/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several fields of an entity or a record. Fields of nested records are named with
 * dots. Immutable.
 */
public final class Check {
  private final Map<String, @Nullable Object> data;

  private Check(Map<String, @Nullable Object> data) {
    this.data = Collections.unmodifiableMap(data);
  }

  private static Check of(String checker, Object argument) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(checker, argument);
    return new Check(data);
  }

  Map<String, @Nullable Object> data() {
    return data;
  }

  /** Requires one of the fields to be neither null nor empty. */
  public static Check atLeastOneOf(String... fields) {
    return of("at_least_one_of", List.of(fields));
  }

  /** Requires exactly one of the fields to be neither null nor empty. */
  public static Check onlyOneOf(String... fields) {
    return of("only_one_of", List.of(fields));
  }

  /** Requires the fields that are neither null nor empty to differ from each other. */
  public static Check distinct(String... fields) {
    return of("distinct", List.of(fields));
  }

  /** Requires all of the fields or none. */
  public static Check mutuallyRequired(String... fields) {
    return of("mutually_required", List.of(fields));
  }

  /** Requires one of the fields at most. */
  public static Check mutuallyExclusive(String... fields) {
    return of("mutually_exclusive", List.of(fields));
  }

  /** Refuses a field of one set beside a field of the other. */
  public static Check mutuallyExclusiveSets(List<String> one, List<String> other) {
    Map<String, @Nullable Object> sets = new LinkedHashMap<>();
    sets.put("set1", List.copyOf(one));
    sets.put("set2", List.copyOf(other));
    return of("mutually_exclusive_sets", sets);
  }

  /**
   * Starts a conditional check: holds when the field fits {@code match}, a partial declaration laid
   * over the field's own.
   */
  public static If when(String field, Field<?> match) {
    return new If(field, match);
  }

  /**
   * Checks by a function that gets the fields named; it runs only when none of them has a problem
   * of its own.
   */
  public static Check custom(List<String> fields, Rule rule) {
    Map<String, @Nullable Object> argument = new LinkedHashMap<>();
    argument.put("field_sources", List.copyOf(fields));
    argument.put("fn", rule);
    return of("custom_entity_check", argument);
  }

  /**
   * Replaces the message of a conditional check. {@code %s} in it stands for the name of the field
   * of the condition, or for the list of the fields required.
   */
  public Check err(String message) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : data.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> argument)) {
        throw new IllegalStateException(
            "only a conditional check has a message of its own, not " + entry.getKey());
      }
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      argument.forEach((key, value) -> changed.put(String.valueOf(key), value));
      changed.put("then_err", message);
      next.put(entry.getKey(), changed);
    }
    return new Check(next);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Check that && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return data.hashCode();
  }

  @Override
  public String toString() {
    return data.toString();
  }

  /** The condition of a check, to be completed with what then must hold. Immutable. */
  public static final class If {
    private final String field;
    private final Field<?> match;

    private If(String field, Field<?> match) {
      this.field = field;
      this.match = match;
    }

    /** Requires another field to fit {@code match}, a partial declaration laid over its own. */
    public Check then(String thenField, Field<?> thenMatch) {
      Map<String, @Nullable Object> argument = condition();
      argument.put("then_field", thenField);
      argument.put("then_match", FieldData.match(thenMatch));
      return of("conditional", argument);
    }

    /** Requires one of the fields to be neither null nor empty. */
    public Check thenAtLeastOneOf(String... fields) {
      Map<String, @Nullable Object> argument = condition();
      argument.put("then_at_least_one_of", List.of(fields));
      return of("conditional_at_least_one_of", argument);
    }

    private Map<String, @Nullable Object> condition() {
      Map<String, @Nullable Object> argument = new LinkedHashMap<>();
      argument.put("if_field", field);
      argument.put("if_match", FieldData.match(match));
      return argument;
    }
  }

  /** A check by a function: pure, safe for use by many threads. */
  @FunctionalInterface
  public interface Rule {
    /** Returns what is wrong, or null when nothing is. */
    @Nullable String test(Values values);
  }
}
