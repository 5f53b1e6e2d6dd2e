/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.PatternRule.Demand;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns an attribute into the rule it stands for. */
final class RuleCompiler {
  private RuleCompiler() {}

  static ValueRule compile(String name, Object argument) {
    return switch (name) {
      case "eq" ->
          always("value must be " + Lua.text(argument), value -> Lua.same(value, argument));
      case "ne" ->
          value -> Lua.same(value, argument) ? "value must not be " + Lua.text(value) : null;
      case "not_one_of" -> oneOf((List<?>) argument, false, "must not be one of: ");
      case "one_of" -> oneOf((List<?>) argument, true, "expected one of: ");
      case "gt" ->
          always(
              "value must be greater than " + Lua.text(argument),
              value ->
                  (value instanceof Number || value instanceof Instant)
                      && number(value) > number(argument));
      case "timestamp" -> always("expected a valid timestamp", value -> number(value) > 0);
      case "uuid" ->
          always(
              "expected a valid UUID",
              value ->
                  value instanceof UUID
                      || (value instanceof String text && UuidSyntax.matches(text)));
      case "is_regex" ->
          onText(text -> Regex.problem(text) == null ? null : "not a valid regex: " + text);
      case "between" -> between((List<?>) argument);
      case "len_eq" -> length(argument, "length must be ", (length, limit) -> length == limit);
      case "len_min" ->
          length(argument, "length must be at least ", (length, limit) -> length >= limit);
      case "len_max" ->
          length(argument, "length must be at most ", (length, limit) -> length <= limit);
      case "starts_with" ->
          onText(
              text -> text.startsWith((String) argument) ? null : "should start with: " + argument);
      case "not_match" -> PatternRule.of(Demand.NONE, (String) argument);
      case "match" -> PatternRule.of(Demand.ALL, (String) argument);
      case "match_none" -> PatternRule.each(Demand.NONE, (List<?>) argument);
      case "match_all" -> PatternRule.each(Demand.ALL, (List<?>) argument);
      case "match_any" -> PatternRule.any(Attributes.of(argument));
      case "contains" -> contains(argument);
      case "custom_validator" -> (ValueRule) argument;
      case "mutually_exclusive_subsets" -> exclusive((List<?>) argument);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ValueRule contains(Object argument) {
    Object one =
        argument instanceof String text && UuidSyntax.matches(text)
            ? UUID.fromString(text) // is the same as its text in upper case as well
            : argument;
    return always(
        "expected to contain: " + Lua.text(argument),
        value -> {
          @Nullable Object[] elements = elements(value);
          return elements != null && has(elements, one);
        });
  }

  private static @Nullable Object @Nullable [] elements(Object value) {
    @Nullable Object[] fixed = Fixed.elements(value);
    return fixed == null && value instanceof Collection<?> other ? other.toArray() : fixed;
  }

  private interface TextRule {
    @Nullable String test(String text);
  }

  /** Returns a rule about texts: a number counts as its text, everything else is refused. */
  private static ValueRule onText(TextRule rule) {
    return value -> {
      String text = ValueRule.text(value);
      return text == null ? "expected a string" : rule.test(text);
    };
  }

  private interface Comparison {
    boolean holds(int length, double limit);
  }

  private static ValueRule length(Object argument, String message, Comparison comparison) {
    double limit = number(argument);
    return always(message + Lua.text(argument), value -> comparison.holds(size(value), limit));
  }

  private static int size(Object value) {
    if (value instanceof String text) {
      return Lua.length(text);
    }
    @Nullable Object[] elements = elements(value);
    if (elements != null) {
      return elements.length;
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Values values) {
      return values.names().size();
    }
    if (value instanceof Draft draft) {
      return draft.toMap().size();
    }
    if (value instanceof Struct struct) {
      return struct.names().size();
    }
    return value instanceof Key key ? key.size() : 0;
  }

  private static ValueRule between(List<?> range) {
    double min = number(range.get(0));
    double max = number(range.get(1));
    String text =
        "value should be between " + Lua.text(range.get(0)) + " and " + Lua.text(range.get(1));
    return always(
        text,
        value -> {
          double number = number(value);
          return !(number < min || number > max);
        });
  }

  private static ValueRule oneOf(List<?> values, boolean wanted, String message) {
    String text = message + values.stream().map(Lua::text).collect(Collectors.joining(", "));
    if (values.stream().allMatch(String.class::isInstance)) {
      Set<?> set = new HashSet<>(values);
      return always(
          text, value -> set.contains(value instanceof UUID ? value.toString() : value) == wanted);
    }
    @Nullable Object[] all = values.toArray();
    return always(text, value -> has(all, value) == wanted);
  }

  private static boolean has(@Nullable Object[] elements, Object value) {
    for (Object element : elements) {
      if (Lua.same(element, value)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a rule that always says the same. */
  private static ValueRule always(String message, Predicate<Object> holds) {
    return new ConstantRule(message, holds);
  }

  private static ValueRule exclusive(List<?> subsets) {
    Map<Object, List<?>> homes = new HashMap<>();
    for (Object subset : subsets) {
      ((List<?>) subset).forEach(element -> homes.put(element, (List<?>) subset));
    }
    return value -> {
      @Nullable Object[] elements = elements(value);
      if (elements == null) {
        return "expected a set";
      }
      List<?> first = null;
      for (Object element : elements) {
        List<?> home = element == null ? null : homes.get(element);
        if (home != null && first != null && home != first) {
          return "these sets are mutually exclusive: " + sets(hit(elements, homes));
        }
        first = home == null ? first : home;
      }
      return null;
    };
  }

  private static List<List<?>> hit(@Nullable Object[] elements, Map<Object, List<?>> homes) {
    Set<List<?>> hit = new LinkedHashSet<>();
    for (Object element : elements) {
      List<?> home = element == null ? null : homes.get(element);
      if (home != null) {
        hit.add(home);
      }
    }
    return List.copyOf(hit);
  }

  /** Returns the sets for a message: {@code ('a', 'b'), ('c')}. */
  static String sets(List<List<?>> sets) {
    return sets.stream()
        .map(set -> "(" + Lua.quoted(set.stream().map(String::valueOf).toList()) + ")")
        .collect(Collectors.joining(", "));
  }

  static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Instant moment) {
      long seconds = moment.getEpochSecond();
      return moment.getNano() % 1_000_000 == 0 && Math.abs(seconds) < 1L << 43
          ? moment.toEpochMilli() / 1e3 // the very number that the wire has
          : seconds + moment.getNano() / 1e9;
    }
    throw new IllegalArgumentException("not a number: " + value);
  }
}
