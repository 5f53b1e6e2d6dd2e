/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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

  /** All of them, in order. */
  private final Rule[] rules;

  /** One rule; {@code holds} and {@code always} where what it says is always the same. */
  record Rule(
      String name,
      ValueRule rule,
      @Nullable Predicate<Object> holds,
      @Nullable Problem always,
      boolean ofApplication) {

    static Rule of(String name, ValueRule rule, boolean ofApplication, @Nullable String err) {
      ConstantRule constant = rule instanceof ConstantRule one ? one : null;
      String message = err == null && constant != null ? constant.message() : err;
      return new Rule(
          name,
          rule,
          constant == null ? null : constant.holds(),
          message == null ? null : new Problem(message, name),
          ofApplication);
    }

    @Nullable Problem broken(Object value) {
      if (holds != null) {
        return holds.test(value) ? null : always;
      }
      String message = rule.test(value);
      return message == null ? null : always == null ? new Problem(message, name) : always;
    }
  }

  /** Returns the names of all rules, in the order in which they are asked. */
  static List<String> names() {
    return ORDER;
  }

  private Rules(List<Rule> rules) {
    this.rules = rules.toArray(new Rule[0]);
  }

  /** Returns the first look at values of the kind. */
  Screen screen(ScalarNode.Kind kind, Attributes declared) {
    return Screen.of(kind, declared, List.of(rules));
  }

  /** Says whether one of them is an application's. */
  boolean areOfApplication() {
    return Arrays.stream(rules).anyMatch(rule -> rule.ofApplication);
  }

  /** Says whether there is none of another name. */
  boolean areAll(String name) {
    return Arrays.stream(rules).allMatch(rule -> rule.name.equals(name));
  }

  /**
   * Compiles the rules of a field.
   *
   * @param toJava turns a value that has the right type into the Java type of the field; null when
   *     that cannot hold it
   */
  static Rules compile(Attributes declared, UnaryOperator<@Nullable Object> toJava) {
    boolean uuid = declared.isTrue("uuid");
    String err = declared.text("err");
    List<Rule> rules = new ArrayList<>();
    for (String name : ORDER) {
      if (declared.isSet(name)) {
        Object argument = Objects.requireNonNull(declared.get(name));
        ValueRule rule = RuleCompiler.compile(name, uuid ? lower(argument) : argument);
        ValueRule given = given(rule, uuid && !name.equals("uuid"), toJava);
        rules.add(Rule.of(name, given, rule.isOfApplication(), err));
      } else if (name.equals("len_min") && !uuid && "string".equals(declared.text("type"))) {
        rules.add(Rule.of(name, RuleCompiler.compile(name, 1L), false, err));
      }
    }
    return new Rules(rules);
  }

  /**
   * Returns the rule with values as it knows them: an application's in Java, of UUIDs the text, all
   * others as they come.
   */
  private static ValueRule given(
      ValueRule rule, boolean asText, UnaryOperator<@Nullable Object> toJava) {
    if (rule.isOfApplication()) {
      return value -> {
        Object inJava = toJava.apply(value);
        return inJava == null ? null : rule.test(inJava);
      };
    }
    return asText ? value -> rule.test(lower(value.toString())) : rule;
  }

  /** Returns texts, and those of a list, as those of UUIDs are. */
  private static Object lower(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(one -> one == null ? null : lower(one)).toList();
    }
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }

  /** Returns the first rule that the value breaks, or null. */
  @Nullable Problem test(Object value) {
    for (Rule rule : rules) {
      Problem broken = rule.broken(value);
      if (broken != null) {
        return broken;
      }
    }
    return null;
  }
}
