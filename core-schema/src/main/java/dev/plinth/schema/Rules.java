/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules on a field's values, in the order in which they are asked; the first that objects is
 * heard. Immutable.
 */
final class Rules {
  private static final List<String> ORDER =
      List.of(
          "eq",
          "ne",
          "not_one_of",
          "one_of",
          "gt",
          "timestamp",
          "uuid",
          "is_regex",
          "between",
          "len_eq",
          "len_min",
          "len_max",
          "starts_with",
          "not_match",
          "match_none",
          "match",
          "match_all",
          "match_any",
          "contains",
          "custom_validator",
          "mutually_exclusive_subsets");

  private record Named(String name, ValueRule rule) {}

  private final Named[] rules;

  private Rules(List<Named> rules) {
    this.rules = rules.toArray(new Named[0]);
  }

  /** Returns the names of all rules, in the order in which they are asked. */
  static List<String> names() {
    return ORDER;
  }

  static Rules compile(Attributes declared) {
    boolean uuid = declared.isTrue("uuid");
    List<Named> rules = new ArrayList<>();
    for (String name : ORDER) {
      if (declared.isSet(name)) {
        ValueRule rule = RuleCompiler.compile(name, Objects.requireNonNull(declared.get(name)));
        rules.add(new Named(name, uuid && !name.equals("uuid") ? onText(rule) : rule));
      } else if (name.equals("len_min") && !uuid && "string".equals(declared.text("type"))) {
        rules.add(new Named(name, RuleCompiler.compile(name, 1L)));
      }
    }
    return new Rules(rules);
  }

  /** Returns the rule for a field whose values may be UUIDs, which rules know as texts. */
  private static ValueRule onText(ValueRule rule) {
    return value -> rule.test(value.toString());
  }

  @Nullable Problem test(Object value, @Nullable String err) {
    for (Named named : rules) {
      String message = named.rule.test(value);
      if (message != null) {
        return new Problem(err == null ? message : err, named.name);
      }
    }
    return null;
  }
}
