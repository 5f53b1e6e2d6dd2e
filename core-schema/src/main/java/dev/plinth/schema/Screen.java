/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ScalarNode.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first look at the value of a plain field, which lets the usual ones pass without a call of
 * their type's or their rules' code. What does not pass may still be right. Immutable.
 */
final class Screen {
  /** Lets nothing pass. */
  static final Screen CLOSED = new Screen(null, Attributes.of(null), List.of());

  private final @Nullable Kind kind;
  private final boolean takesTexts;
  private final boolean takesNumbers;
  private final boolean refusesEmptyText;
  private final boolean positive;
  private final double least;
  private final double most;
  private final @Nullable TextForm form;
  private final @Nullable Set<?> choice;

  /** Whether no rule says that a text that keeps it can be stored. */
  private final boolean scans;

  private final PatternRule[] patterns;
  private final Rules.Rule[] others;

  private Screen(@Nullable Kind kind, Attributes declared, List<Rules.Rule> rules) {
    this.kind = kind;
    this.takesTexts = (kind == Kind.TEXT || kind == Kind.UUID) && !declared.isTrue("referenceable");
    this.takesNumbers =
        kind == Kind.INTEGER || kind == Kind.NUMBER || kind == Kind.SECONDS || kind == Kind.MILLIS;
    boolean moment = kind == Kind.SECONDS || kind == Kind.MILLIS;
    this.positive = moment && declared.isTrue("timestamp");
    List<?> range = takesNumbers ? declared.list("between") : List.of();
    double limit = moment ? Kind.MOST_SECONDS - 1 : Double.MAX_VALUE;
    this.least = Math.max(range.isEmpty() ? -limit : RuleCompiler.number(range.get(0)), -limit);
    this.most = Math.min(range.isEmpty() ? limit : RuleCompiler.number(range.get(1)), limit);
    this.refusesEmptyText =
        !declared.isSet("len_min")
            && rules.stream().anyMatch(rule -> rule.name().equals("len_min"));
    this.form =
        kind == Kind.TEXT
                && takesTexts
                && declared.get("custom_validator") instanceof TextForm known
            ? known
            : null;
    this.choice = takesTexts ? texts(declared.list("one_of")) : null;
    this.scans = kind == Kind.TEXT && form == null && choice == null;
    this.patterns =
        rules.stream()
            .filter(rule -> isPattern(rule))
            .map(rule -> (PatternRule) rule.rule())
            .toArray(PatternRule[]::new);
    this.others =
        rules.stream()
            .filter(rule -> !isAsked(rule.name()) && !isPattern(rule))
            .toArray(Rules.Rule[]::new);
  }

  /** Returns the first look at values of the kind. */
  static Screen of(Kind kind, Attributes declared, List<Rules.Rule> rules) {
    return new Screen(kind, declared, rules);
  }

  private static @Nullable Set<?> texts(List<?> values) {
    return !values.isEmpty() && values.stream().allMatch(String.class::isInstance)
        ? Set.copyOf(values)
        : null;
  }

  private boolean isPattern(Rules.Rule rule) {
    return kind == Kind.TEXT && rule.rule() instanceof PatternRule;
  }

  /** Says whether the rule is asked here, in another form. */
  private boolean isAsked(String rule) {
    return switch (rule) {
      case "between" -> takesNumbers;
      case "timestamp" -> positive;
      case "uuid" -> kind == Kind.UUID;
      case "len_min" -> refusesEmptyText;
      case "custom_validator" -> form != null;
      case "one_of" -> choice != null;
      default -> false;
    };
  }

  /** Says whether the value is of the right type and keeps all rules, as far as one look tells. */
  boolean passes(Object value) {
    if (value instanceof String text) {
      return takesTexts && text.length() <= Limits.TEXT && isRight(text) && keepsOthers(value);
    }
    if (value instanceof Long number) {
      return takesNumbers && isWithin(number) && keepsOthers(value);
    }
    if (value instanceof Boolean) {
      return kind == Kind.BOOLEAN && keepsOthers(value);
    }
    if (value instanceof UUID) {
      return kind == Kind.UUID && choice == null && keepsOthers(value);
    }
    return value instanceof Instant moment
        && (kind == Kind.SECONDS || kind == Kind.MILLIS)
        && isWithin(moment.getEpochSecond())
        && keepsOthers(others.length == 0 ? value : kind.convert(value));
  }

  private boolean isRight(String text) {
    if (kind == Kind.UUID) {
      return UuidSyntax.matches(text) && (choice == null || choice.contains(text));
    }
    for (PatternRule pattern : patterns) {
      if (!pattern.holds(text)) {
        return false;
      }
    }
    return !(refusesEmptyText && text.isEmpty())
        && (form == null || form.isUsual(text))
        && (choice == null || choice.contains(text))
        && !(scans && TextRules.unstorable(text) != null);
  }

  private boolean isWithin(long number) {
    return number >= least && number <= most && !(positive && number <= 0);
  }

  private boolean keepsOthers(Object value) {
    for (Rules.Rule rule : others) {
      if (rule.broken(value) != null) {
        return false;
      }
    }
    return true;
  }
}
