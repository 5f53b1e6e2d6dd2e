/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Terms of JSON Schema, trees of maps, lists and plain values, put together so that nothing is said
 * that goes without saying. No term given is changed.
 */
final class JsonTerms {
  /** Takes everything. */
  static final Object ANYTHING = true;

  /** Takes nothing. */
  static final Object NOTHING = false;

  private static final Set<String> PRESENCE = Set.of("required", "properties");

  private JsonTerms() {}

  /** Returns a term of keywords and their values, in turn. */
  static Map<String, @Nullable Object> term(Object... entries) {
    Map<String, @Nullable Object> term = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      term.put((String) entries[i], entries[i + 1]);
    }
    return Collections.unmodifiableMap(term);
  }

  @SuppressWarnings("unchecked") // a term is true, false or a map of keywords
  static Map<String, @Nullable Object> keywords(Object term) {
    return (Map<String, @Nullable Object>) term;
  }

  /** Returns what takes what all terms take: keywords side by side as far as they do not meet. */
  static Object allOf(List<Object> terms) {
    if (terms.contains(NOTHING)) {
      return NOTHING;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    List<Object> others = new ArrayList<>();
    for (Map<String, @Nullable Object> term : joined(terms)) {
      boolean apart = Collections.disjoint(all.keySet(), term.keySet());
      if (apart) {
        all.putAll(term);
      } else if (!isPresence(all) || !isPresence(term) || !join(all, term)) {
        others.add(term);
      }
    }
    if (!others.isEmpty()) {
      if (all.get("allOf") instanceof List<?> before) {
        others.addAll(0, before);
      }
      all.put("allOf", others);
    }
    return all.isEmpty() ? ANYTHING : all;
  }

  /** Returns the terms that say something, what follows from the same condition said once. */
  private static List<Map<String, @Nullable Object>> joined(List<Object> terms) {
    List<Map<String, @Nullable Object>> joined = new ArrayList<>();
    Map<Object, Integer> places = new HashMap<>();
    for (Object term : terms) {
      if (term.equals(ANYTHING)) {
        continue;
      }
      Map<String, @Nullable Object> keywords = keywords(term);
      Object condition = keywords.get("if");
      Object then = keywords.get("then");
      if (condition == null || then == null || keywords.size() > 2) {
        joined.add(keywords);
        continue;
      }
      Integer place = places.putIfAbsent(condition, joined.size());
      if (place == null) {
        joined.add(keywords);
      } else {
        Object before = Objects.requireNonNull(joined.get(place).get("then"));
        joined.set(place, term("if", condition, "then", allOf(before, then)));
      }
    }
    return joined;
  }

  /** Says whether the term is about the fields that are there, and nothing else. */
  private static boolean isPresence(Map<String, @Nullable Object> term) {
    return PRESENCE.containsAll(term.keySet());
  }

  /** Adds fields to others, none of which are the same. */
  private static boolean join(
      Map<String, @Nullable Object> all, Map<String, @Nullable Object> term) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(properties(all));
    if (!Collections.disjoint(properties.keySet(), properties(term).keySet())) {
      return false;
    }
    properties.putAll(properties(term));
    Set<Object> required = new LinkedHashSet<>(Attributes.of(all).list("required"));
    required.addAll(Attributes.of(term).list("required"));
    if (!required.isEmpty()) {
      all.put("required", List.copyOf(required));
    }
    if (!properties.isEmpty()) {
      all.put("properties", properties);
    }
    return true;
  }

  private static Map<String, @Nullable Object> properties(Map<String, @Nullable Object> term) {
    return Attributes.of(term).nested("properties").map();
  }

  static Object allOf(Object... terms) {
    return allOf(List.of(terms));
  }

  /** Returns what takes what one of the terms takes at least. */
  static Object anyOf(List<Object> terms) {
    if (terms.contains(ANYTHING)) {
      return ANYTHING;
    }
    Set<Object> some = new LinkedHashSet<>();
    for (Object term : terms) {
      if (term instanceof Map<?, ?> keywords
          && keywords.size() == 1
          && keywords.get("anyOf") instanceof List<?> nested) {
        some.addAll(nested);
      } else if (!term.equals(NOTHING)) {
        some.add(term);
      }
    }
    return some.isEmpty()
        ? NOTHING
        : some.size() == 1 ? some.iterator().next() : term("anyOf", List.copyOf(some));
  }

  static Object anyOf(Object... terms) {
    return anyOf(List.of(terms));
  }

  /** Returns what takes what the term refuses. */
  static Object not(Object term) {
    if (term.equals(ANYTHING) || term.equals(NOTHING)) {
      return term.equals(ANYTHING) ? NOTHING : ANYTHING;
    }
    Map<String, @Nullable Object> keywords = keywords(term);
    Object inner = keywords.get("not");
    return keywords.size() == 1 && inner != null ? inner : term("not", term);
  }

  /** Returns what takes what {@code then} takes wherever the condition holds. */
  static Object when(Object condition, Object then) {
    if (condition.equals(ANYTHING) || then.equals(ANYTHING)) {
      return then;
    }
    return condition.equals(NOTHING) ? ANYTHING : term("if", condition, "then", then);
  }

  /** Returns what takes what {@code then} takes where the condition holds, else the other. */
  static Object choose(Object condition, Object then, Object otherwise) {
    if (otherwise.equals(ANYTHING) || !(condition instanceof Map)) {
      return condition.equals(NOTHING) ? otherwise : when(condition, then);
    }
    return then.equals(ANYTHING)
        ? term("if", condition, "else", otherwise)
        : term("if", condition, "then", then, "else", otherwise);
  }

  /** Returns what takes, of objects, those in which the field is there and fits. */
  static Object has(String name, Object value) {
    if (value.equals(NOTHING)) {
      return NOTHING;
    }
    Object required = term("required", List.of(name));
    return value.equals(ANYTHING) ? required : allOf(required, mayHave(name, value));
  }

  /** Returns what takes, of objects, those in which the field fits if it is there. */
  static Object mayHave(String name, Object value) {
    return value.equals(ANYTHING) ? ANYTHING : term("properties", term(name, value));
  }

  /** Returns the term for values that it takes and null. */
  static Object orNull(Object term) {
    if (term.equals(ANYTHING)) {
      return term;
    }
    if (term.equals(NOTHING)) {
      return term("type", "null");
    }
    Map<String, @Nullable Object> next = new LinkedHashMap<>(keywords(term));
    next.computeIfPresent("type", (keyword, types) -> with(types, "null"));
    next.computeIfPresent("enum", (keyword, values) -> with(values, null));
    return next;
  }

  /** Returns the term for values that it takes and empty containers of another type. */
  static Object orEmpty(Object term, String type, String most) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(keywords(term));
    next.computeIfPresent("type", (keyword, types) -> with(types, type));
    next.put(most, 0L);
    return next;
  }

  private static List<@Nullable Object> with(Object values, @Nullable Object more) {
    List<@Nullable Object> next =
        new ArrayList<>(values instanceof List<?> list ? list : List.of(values));
    next.add(more);
    return next;
  }
}
