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

  private final ValueRule[] rules;
  private final String[] names;

  /** What breaking a rule is, where that is always the same. */
  private final @Nullable Problem[] problems;

  private Rules(List<ValueRule> rules, List<String> names, @Nullable String err) {
    this.rules = rules.toArray(new ValueRule[0]);
    this.names = names.toArray(new String[0]);
    this.problems = new @Nullable Problem[this.rules.length];
    for (int i = 0; i < problems.length; i++) {
      String message =
          err == null && rules.get(i) instanceof ValueCheck<?> check ? check.message() : err;
      problems[i] = message == null ? null : new Problem(message, names.get(i));
    }
  }

  /**
   * Compiles the rules among the attributes; {@code err} is what all of them say, if it is there.
   */
  static Rules compile(Attributes declared, @Nullable String err) {
    boolean uuid = declared.isTrue("uuid");
    List<ValueRule> rules = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String name : ORDER) {
      if (declared.isSet(name)) {
        ValueRule rule = RuleCompiler.compile(name, Objects.requireNonNull(declared.get(name)));
        rules.add(uuid && !name.equals("uuid") ? onText(rule) : rule);
        names.add(name);
      } else if (name.equals("len_min") && !uuid && "string".equals(declared.text("type"))) {
        rules.add(RuleCompiler.compile(name, 1L));
        names.add(name);
      }
    }
    return new Rules(rules, names, err);
  }

  /** Returns the rule for a field whose values may be UUIDs, which rules know as texts. */
  private static ValueRule onText(ValueRule rule) {
    return value -> rule.test(value.toString());
  }

  /** Returns the first rule that the value breaks, or null. */
  @Nullable Problem test(Object value) {
    for (int i = 0; i < rules.length; i++) {
      String message = rules[i].test(value);
      if (message != null) {
        Problem always = problems[i];
        return always == null ? new Problem(message, names[i]) : always;
      }
    }
    return null;
  }
}
