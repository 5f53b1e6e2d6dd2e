/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one field in the words of JSON Schema, as far as it has words for them; notes the
 * others. Every term takes null. For one field, on one thread.
 */
final class JsonSchemaRules {
  /** The greatest number up to which whole numbers and doubles are the same. */
  private static final double EXACT = 1L << 53;

  private static final String UUID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
  private static final String BEYOND_ASCII = "[^\\u0000-\\u007f]";

  /** What the rules of a field are about. */
  enum About {
    TEXT,
    NUMBER,
    TRUTH,
    LIST,
    SET,
    MAP,
    ANYTHING
  }

  private final Attributes declared;
  private final About about;
  private final LeftOut leftOut;
  private final List<Object> terms = new ArrayList<>();
  private final List<@Nullable Object> forbidden = new ArrayList<>();

  private JsonSchemaRules(Attributes declared, About about, LeftOut leftOut) {
    this.declared = declared;
    this.about = about;
    this.leftOut = leftOut;
  }

  /** Returns the term for the rules on values of the field other than null. */
  static Object of(Attributes declared, About about, LeftOut leftOut) {
    JsonSchemaRules rules = new JsonSchemaRules(declared, about, leftOut);
    rules.limits();
    rules.lengths();
    for (String rule : Rules.names()) {
      Object argument = declared.get(rule);
      if (argument != null) {
        rules.add(rule, argument);
      }
    }
    if (!rules.forbidden.isEmpty()) {
      rules.terms.add(JsonTerms.not(JsonTerms.term("enum", rules.forbidden)));
    }
    return JsonTerms.allOf(rules.terms);
  }

  /** An empty text is refused where the length is not said, nor the very texts there can be. */
  private boolean isImplied() {
    boolean listed =
        (declared.isSet("eq") && !"".equals(declared.get("eq")))
            || (declared.isSet("one_of") && !declared.list("one_of").contains(""));
    return about == About.TEXT && !listed && !declared.isTrue("uuid") && !declared.isSet("len_min");
  }

  private void lengths() {
    double least = isImplied() ? 1 : 0;
    double most = Double.POSITIVE_INFINITY;
    for (String rule : List.of("len_eq", "len_min", "len_max")) {
      if (!declared.isSet(rule)) {
        continue;
      }
      if (about == About.NUMBER || about == About.TRUTH || about == About.ANYTHING) {
        leftOut.add(rule);
        continue;
      }
      double limit = RuleCompiler.number(Objects.requireNonNull(declared.get(rule)));
      boolean atLeast = !rule.equals("len_max") && limit > 1;
      boolean atMost = !rule.equals("len_min") && limit >= 1;
      if ((atLeast || atMost) && (about == About.TEXT || about == About.SET)) {
        leftOut.addPartly(rule);
      }
      least = rule.equals("len_max") ? least : Math.max(least, Math.ceil(limit));
      most = rule.equals("len_min") ? most : Math.min(most, Math.floor(limit));
    }
    terms.add(most < 0 ? JsonTerms.NOTHING : length(least, most));
  }

  private Object length(double least, double most) {
    return switch (about) {
      case TEXT -> textLength(least, most);
      case LIST -> range("Items", least, most);
      case SET -> setLength(least, most);
      case MAP -> range("Properties", least, most);
      case NUMBER, TRUTH, ANYTHING -> JsonTerms.ANYTHING;
    };
  }

  private void add(String rule, Object argument) {
    switch (rule) {
      case "eq" -> terms.add(isPlain(argument) ? only(rule, List.of(argument)) : JsonTerms.NOTHING);
      case "one_of" -> terms.add(only(rule, (List<?>) argument));
      case "ne" -> forbid(rule, List.of(argument));
      case "not_one_of" -> forbid(rule, (List<?>) argument);
      case "gt", "timestamp", "between" -> { // said together
        if (about != About.NUMBER) {
          leftOut.add(rule);
        }
      }
      case "len_eq", "len_min", "len_max" -> {} // said together
      case "contains" -> contains(rule, argument);
      case "mutually_exclusive_subsets" -> exclusive(rule, (List<?>) argument);
      case "uuid", "starts_with", "match", "not_match", "match_all", "match_none", "match_any" -> {
        if (about == About.TEXT) {
          pattern(rule, argument);
        } else {
          leftOut.add(rule);
        }
      }
      default -> leftOut.add(rule);
    }
  }

  /** Says whether the value is one that can be the same as another. */
  private static boolean isPlain(@Nullable Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof UUID;
  }

  private static Object plain(Object value) {
    return value instanceof UUID ? value.toString() : value;
  }

  private Object only(String rule, List<?> values) {
    List<Object> plain = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Number number && Math.abs(number.doubleValue()) > EXACT) {
        leftOut.add(rule);
        return JsonTerms.ANYTHING;
      }
      if (isPlain(value)) {
        plain.add(plain(value));
      }
    }
    if (plain.isEmpty()) {
      return JsonTerms.NOTHING;
    }
    return rule.equals("eq")
        ? JsonTerms.term("const", plain.get(0))
        : JsonTerms.term("enum", plain);
  }

  private void forbid(String rule, List<?> values) {
    for (Object value : values) {
      if (value instanceof Number number && Math.abs(number.doubleValue()) > EXACT) {
        leftOut.add(rule);
      } else if (isPlain(value)) {
        forbidden.add(plain(value));
      }
    }
  }

  private void limits() {
    if (about != About.NUMBER) {
      return;
    }
    Map<String, @Nullable Object> limits = new LinkedHashMap<>();
    Object above = declared.get("gt");
    if (declared.isSet("timestamp") && (above == null || RuleCompiler.number(above) < 0)) {
      above = 0L;
    }
    if (above != null) {
      limits.put("exclusiveMinimum", number(above));
    }
    List<?> range = declared.list("between");
    if (range.size() == 2) {
      limits.put("minimum", number(range.get(0)));
      limits.put("maximum", number(range.get(1)));
    }
    if (declared.isTrue("timestamp")) {
      limits.put("exclusiveMaximum", (long) ScalarNode.Kind.MOST_SECONDS);
    }
    terms.add(limits.isEmpty() ? JsonTerms.ANYTHING : limits);
  }

  private static Object number(Object value) {
    return value instanceof Number ? value : (Object) RuleCompiler.number(value);
  }

  private static Object range(String what, double least, double most) {
    Map<String, @Nullable Object> range = new LinkedHashMap<>();
    if (least > 0) {
      range.put("min" + what, (long) least);
    }
    if (most < Double.POSITIVE_INFINITY) {
      range.put("max" + what, (long) most);
    }
    return range.isEmpty() ? JsonTerms.ANYTHING : range;
  }

  /**
   * A length counts bytes. A text has at least as many as it has characters, and at most four times
   * as many; with ASCII alone, just as many.
   */
  private static Object textLength(double least, double most) {
    Object range = range("Length", Math.ceil(least / 4), most);
    return least <= 1
        ? range
        : JsonTerms.allOf(
            range,
            JsonTerms.anyOf(
                range("Length", least, Double.POSITIVE_INFINITY),
                JsonTerms.term("pattern", BEYOND_ASCII)));
  }

  /** A length counts what is distinct; nothing in JSON Schema does. */
  private static Object setLength(double least, double most) {
    boolean none = most == 0;
    return JsonTerms.allOf(
        range("Items", least, none ? 0 : Double.POSITIVE_INFINITY),
        none
            ? JsonTerms.ANYTHING
            : JsonTerms.when(JsonTerms.term("uniqueItems", true), range("Items", 0, most)));
  }

  private void contains(String rule, Object argument) {
    if (about != About.LIST && about != About.SET) {
      leftOut.add(rule);
      return;
    }
    Object wanted = isPlain(argument) ? only("eq", List.of(argument)) : JsonTerms.NOTHING;
    if (wanted.equals(JsonTerms.ANYTHING)) {
      leftOut.add(rule);
    } else {
      terms.add(wanted.equals(JsonTerms.NOTHING) ? wanted : JsonTerms.term("contains", wanted));
    }
  }

  /** Of the sets, in their order, one that is there excludes those that follow. */
  private void exclusive(String rule, List<?> subsets) {
    List<List<?>> sets = new ArrayList<>();
    List<Object> all = new ArrayList<>();
    for (Object subset : subsets) {
      sets.add((List<?>) subset);
      all.addAll((List<?>) subset);
    }
    boolean plain =
        all.stream().allMatch(String.class::isInstance)
            && all.stream().distinct().count() == all.size();
    if (!plain || (about != About.LIST && about != About.SET)) {
      leftOut.add(rule);
      return;
    }
    for (int i = 0; i + 1 < sets.size(); i++) {
      List<Object> following = new ArrayList<>();
      sets.subList(i + 1, sets.size()).forEach(following::addAll);
      terms.add(
          JsonTerms.when(
              JsonTerms.allOf(JsonTerms.term("type", "array"), holding(sets.get(i))),
              JsonTerms.not(holding(following))));
    }
  }

  private static Object holding(Collection<?> some) {
    return JsonTerms.term("contains", JsonTerms.term("enum", List.copyOf(some)));
  }

  private void pattern(String rule, Object argument) {
    @Nullable Object term =
        switch (rule) {
          case "uuid" -> JsonTerms.term("format", "uuid", "pattern", UUID_PATTERN);
          case "starts_with" ->
              JsonTerms.term("pattern", EcmaPattern.startingWith((String) argument));
          case "match" -> found(argument);
          case "not_match" -> missing(argument);
          case "match_all" -> each(argument, true);
          case "match_none" -> each(argument, false);
          default -> any(Attributes.of(argument).list("patterns"));
        };
    if (term == null) {
      leftOut.add(rule);
    } else {
      terms.add(term);
    }
  }

  private static @Nullable Object found(Object pattern) {
    String translated = EcmaPattern.of((String) pattern);
    return translated == null ? null : JsonTerms.term("pattern", translated);
  }

  private static @Nullable Object missing(Object pattern) {
    String translated = EcmaPattern.of((String) pattern);
    return translated == null
        ? null
        : JsonTerms.not(JsonTerms.term("type", "string", "pattern", translated));
  }

  private static @Nullable Object each(Object entries, boolean wanted) {
    List<Object> terms = new ArrayList<>();
    for (Object entry : (List<?>) entries) {
      String pattern = String.valueOf(Attributes.of(entry).get("pattern"));
      Object term = wanted ? found(pattern) : missing(pattern);
      if (term == null) {
        return null;
      }
      terms.add(term);
    }
    return JsonTerms.allOf(terms);
  }

  private static @Nullable Object any(List<?> patterns) {
    List<Object> terms = new ArrayList<>();
    for (Object pattern : patterns) {
      Object term = found(String.valueOf(pattern));
      if (term == null) {
        return null;
      }
      terms.add(term);
    }
    return JsonTerms.anyOf(terms);
  }
}
