/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static dev.plinth.schema.SchemaChange.Impact.BREAKS_BOTH;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_READERS;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_WRITERS;
import static dev.plinth.schema.SchemaChange.Impact.COMPATIBLE;
import static dev.plinth.schema.SchemaChange.Impact.WORDING;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of the rules of a field, beside each other. A narrower rule breaks those who write;
 * a wider one breaks those who read only where it lists the values there are. Of two functions or
 * patterns that differ, the new one is taken to be narrower. For one field, on one thread.
 */
final class RuleComparison {
  private static final List<String> LENGTHS = List.of("len_eq", "len_min", "len_max");

  private final String path;
  private final Attributes before;
  private final Attributes after;
  private final SchemaDiff.Changes changes;

  RuleComparison(String path, Attributes before, Attributes after, SchemaDiff.Changes changes) {
    this.path = path;
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    lengths();
    for (String rule : Rules.names()) {
      Object was = before.get(rule);
      Object is = after.get(rule);
      boolean same = Objects.equals(was, is) && before.has(rule) == after.has(rule);
      if (same || LENGTHS.contains(rule)) {
        continue;
      }
      switch (rule) {
        case "one_of" -> listed(list(was), list(is));
        case "eq" -> fixed(was, is);
        case "between" -> between(list(was), list(is));
        case "not_one_of", "match_all", "match_none" -> each(rule, list(was), list(is));
        case "match_any" -> any(rule, was, is);
        case "gt" -> above(was, is);
        default -> whole(rule, was, is);
      }
    }
  }

  private void add(SchemaChange.Impact impact, String message) {
    changes.add(path, impact, message);
  }

  private static @Nullable List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : null;
  }

  /** Compares what values there are at all. */
  private void listed(@Nullable List<?> was, @Nullable List<?> is) {
    if (was == null || is == null) {
      add(
          is == null ? BREAKS_READERS : BREAKS_WRITERS,
          is == null ? "may be other than one of " + said(was) : "has to be one of " + said(is));
      return;
    }
    List<?> gone = without(was, is);
    List<?> added = without(is, was);
    if (!gone.isEmpty()) {
      add(BREAKS_WRITERS, "may not be " + said(gone) + " any more");
    }
    if (!added.isEmpty()) {
      add(BREAKS_READERS, "may be " + said(added) + " as well");
    }
  }

  private void fixed(@Nullable Object was, @Nullable Object is) {
    if (before.has("eq") && after.has("eq")) {
      add(BREAKS_BOTH, "has to be " + said(is) + ", was " + said(was));
    } else if (after.has("eq")) {
      add(BREAKS_WRITERS, "has to be " + said(is));
    } else {
      add(BREAKS_READERS, "may be other than " + said(was));
    }
  }

  private void between(@Nullable List<?> was, @Nullable List<?> is) {
    if (was == null || is == null) {
      add(
          is == null ? COMPATIBLE : BREAKS_WRITERS,
          is == null ? "need not be between " + said(was) : "has to be between " + said(is));
      return;
    }
    boolean narrower = number(is, 0) > number(was, 0) || number(is, 1) < number(was, 1);
    add(
        narrower ? BREAKS_WRITERS : COMPATIBLE,
        "has to be between " + said(is) + ", was " + said(was));
  }

  private static double number(List<?> range, int index) {
    return RuleCompiler.number(Objects.requireNonNull(range.get(index)));
  }

  private void above(@Nullable Object was, @Nullable Object is) {
    boolean narrower =
        is != null && (was == null || RuleCompiler.number(is) > RuleCompiler.number(was));
    add(
        narrower ? BREAKS_WRITERS : COMPATIBLE,
        is == null
            ? "need not be greater than " + said(was)
            : "has to be greater than " + said(is) + (was == null ? "" : ", was " + said(was)));
  }

  /** Compares a rule of several parts, each of which has to be kept. */
  private void each(String rule, @Nullable List<?> was, @Nullable List<?> is) {
    List<?> old = patterns(was == null ? List.of() : was);
    List<?> now = patterns(is == null ? List.of() : is);
    List<?> added = without(now, old);
    List<?> gone = without(old, now);
    if (!added.isEmpty()) {
      add(BREAKS_WRITERS, rule + " has " + said(added) + " as well");
    }
    if (!gone.isEmpty()) {
      add(COMPATIBLE, rule + " has " + said(gone) + " no more");
    }
    if (added.isEmpty() && gone.isEmpty()) {
      add(WORDING, "the message of " + rule + " differs");
    }
  }

  /** Compares a rule of several patterns, one of which is enough. */
  private void any(String rule, @Nullable Object before, @Nullable Object after) {
    List<?> was = Attributes.of(before).list("patterns");
    List<?> is = Attributes.of(after).list("patterns");
    if (before == null || after == null) {
      add(
          after == null ? COMPATIBLE : BREAKS_WRITERS,
          after == null ? rule + " is gone: " + said(was) : rule + " is new: " + said(is));
      return;
    }
    List<?> gone = without(was, is);
    List<?> added = without(is, was);
    if (!gone.isEmpty()) {
      add(BREAKS_WRITERS, rule + " has " + said(gone) + " no more");
    }
    if (!added.isEmpty()) {
      add(COMPATIBLE, rule + " has " + said(added) + " as well");
    }
    if (gone.isEmpty() && added.isEmpty()) {
      add(WORDING, "the message of " + rule + " differs");
    }
  }

  /** Returns the patterns of entries that have one, without their messages. */
  static List<Object> patterns(List<?> entries) {
    List<Object> patterns = new ArrayList<>();
    for (Object entry : entries) {
      Object pattern = Attributes.of(entry).get("pattern");
      patterns.add(pattern == null ? entry : pattern);
    }
    return patterns;
  }

  private void whole(String rule, @Nullable Object was, @Nullable Object is) {
    if (is == null && !after.has(rule)) {
      add(COMPATIBLE, rule + " is gone: " + said(was));
    } else if (was == null && !before.has(rule)) {
      add(BREAKS_WRITERS, rule + " is new: " + said(is));
    } else {
      add(BREAKS_WRITERS, rule + " is " + said(is) + ", was " + said(was));
    }
  }

  private void lengths() {
    double[] was = range(before);
    double[] is = range(after);
    if (was[0] != is[0] || was[1] != is[1]) {
      boolean narrower = is[0] > was[0] || is[1] < was[1];
      add(
          narrower ? BREAKS_WRITERS : COMPATIBLE,
          "the length is " + words(is) + ", was " + words(was));
    }
  }

  /** Returns the least and the greatest length; of a text 1 at least, where nothing is said. */
  private static double[] range(Attributes field) {
    boolean text = "string".equals(field.get("type")) && !field.isTrue("uuid");
    double[] range = {text && !field.isSet("len_min") ? 1 : 0, Double.POSITIVE_INFINITY};
    for (String rule : LENGTHS) {
      Object limit = field.get(rule);
      if (limit != null) {
        double number = RuleCompiler.number(limit);
        range[0] = rule.equals("len_max") ? range[0] : Math.max(range[0], number);
        range[1] = rule.equals("len_min") ? range[1] : Math.min(range[1], number);
      }
    }
    return range;
  }

  private static String words(double[] range) {
    String least = Lua.text(range[0]);
    return Double.isInfinite(range[1])
        ? least + " or more"
        : range[0] == range[1] ? least : least + " to " + Lua.text(range[1]);
  }

  private static List<?> without(List<?> values, List<?> others) {
    List<Object> rest = new ArrayList<>(values);
    rest.removeAll(others);
    return rest;
  }

  /** Returns what a declaration says of an attribute, for a message. */
  static String said(Attributes declared, String attribute) {
    return declared.has(attribute) ? said(declared.get(attribute)) : "none";
  }

  /** Returns a value of a declaration for a message; a function goes by its name if it has one. */
  static String said(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Collection<?> list) {
      return String.join(
          ", ",
          list.stream()
              .map(one -> one instanceof Collection ? "(" + said(one) + ")" : said(one))
              .toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((name, one) -> sorted.put(String.valueOf(name), said(one)));
      List<String> entries = new ArrayList<>();
      sorted.forEach((name, one) -> entries.add(name + ": " + one));
      return "{" + String.join(", ", entries) + "}";
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Lua.text(value)
        : value instanceof NamedFunction function ? function.toString() : "a function";
  }
}
