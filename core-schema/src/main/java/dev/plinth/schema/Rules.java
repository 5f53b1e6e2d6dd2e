/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.List;
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

  static Rules compile(Attributes declared) {
    List<Named> rules = new ArrayList<>();
    for (String name : ORDER) {
      if (declared.has(name) && (declared.isSet(name) || name.equals("ne"))) {
        rules.add(
            new Named(
                name,
                RuleCompiler.compile(
                    name, java.util.Objects.requireNonNullElse(declared.get(name), Absent.VALUE))));
      } else if (name.equals("len_min") && "string".equals(declared.text("type"))) {
        rules.add(new Named(name, RuleCompiler.compile(name, 1L)));
      }
    }
    return new Rules(rules);
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
