/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that a text has, or has not, what some patterns look for. Immutable. */
final class PatternRule implements ValueRule {
  private final Demand demand;
  private final LuaPattern[] patterns;

  /** What to say, for each pattern; null: that the value is invalid. */
  private final @Nullable String[] messages;

  /** How many of the patterns have to be found. */
  enum Demand {
    NONE,
    ANY,
    ALL
  }

  private PatternRule(Demand demand, List<String> patterns, List<@Nullable String> messages) {
    this.demand = demand;
    this.patterns = patterns.stream().map(LuaPattern::compile).toArray(LuaPattern[]::new);
    this.messages = messages.toArray(new @Nullable String[0]);
  }

  /** Returns the rule of one pattern. */
  static PatternRule of(Demand demand, String pattern) {
    List<@Nullable String> messages = new ArrayList<>();
    messages.add(null);
    return new PatternRule(demand, List.of(pattern), messages);
  }

  /** Returns the rule of patterns that each have a message of their own. */
  static PatternRule each(Demand demand, List<?> entries) {
    List<String> patterns = new ArrayList<>();
    List<@Nullable String> messages = new ArrayList<>();
    for (Object entry : entries) {
      Attributes attributes = Attributes.of(entry);
      patterns.add(String.valueOf(attributes.get("pattern")));
      messages.add(attributes.text("err"));
    }
    return new PatternRule(demand, patterns, messages);
  }

  /** Returns the rule that one of the patterns is found. */
  static PatternRule any(Attributes argument) {
    List<@Nullable String> messages = new ArrayList<>();
    messages.add(argument.text("err"));
    return new PatternRule(Demand.ANY, argument.texts("patterns"), messages);
  }

  @Override
  public @Nullable String test(Object value) {
    if (patterns.length == 0 && demand != Demand.ANY) {
      return null;
    }
    String text = ValueRule.text(value);
    if (text == null) {
      return "expected a string";
    }
    int broken = broken(text);
    if (broken < 0) {
      return null;
    }
    String message = messages[broken];
    return message == null ? "invalid value: " + text : message;
  }

  /** Says whether the text keeps the rule. */
  boolean holds(String text) {
    return broken(text) < 0;
  }

  /** Returns the place of the message to say, or -1. */
  private int broken(String text) {
    boolean wanted = demand != Demand.NONE;
    for (int i = 0; i < patterns.length; i++) {
      boolean right = patterns[i].find(text) == wanted;
      if (right == (demand == Demand.ANY)) {
        return right ? -1 : i;
      }
    }
    return demand == Demand.ANY ? 0 : -1;
  }
}
