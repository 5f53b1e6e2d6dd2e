/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the answers to a recorded case are compared: what has to be equal, and what may differ. */
final class GoldenComparison {
  private static final String OF_OPENSSL = "<openssl-error>";

  private GoldenComparison() {}

  /** Returns how our answer to a case differs from the recorded ones; null when it does not. */
  static @Nullable String difference(GoldenCase golden) {
    Attributes recorded = golden.recorded();
    if ("schema_new".equals(recorded.get("op"))) {
      return GoldenDefinition.difference(recorded);
    }
    GoldenCase.Answer answer;
    try {
      answer = GoldenDefinition.concerns(recorded) ? GoldenDefinition.run(recorded) : golden.run();
    } catch (IllegalArgumentException e) {
      return recorded.has("throws") ? null : "threw " + e;
    }
    List<Attributes> accepted = new ArrayList<>();
    accepted.add(recorded);
    recorded.list("alternatives").forEach(one -> accepted.add(Attributes.of(one)));
    if (ImmutableRule.concerns(recorded)) {
      return ImmutableRule.difference(recorded, answer.errors());
    }
    if (recorded.has("throws")) {
      return answer.ok() ? "accepted what the model throws at" : null;
    }
    for (Attributes one : accepted) {
      if (answer.ok() == one.isTrue("ok")
          && same(one.get("errors"), answer.errors(), recorded.isTrue("list_order_free"))
          && (!answer.ok() || same(one.get("output"), answer.output(), false))) {
        return sentence(recorded, answer);
      }
    }
    return "answered " + answer;
  }

  @SuppressWarnings("unchecked") // trees of names
  private static @Nullable String sentence(Attributes recorded, GoldenCase.Answer answer) {
    if (answer.ok()
        || recorded.has("alternatives")
        || recorded.isTrue("list_order_free")
        || !(answer.errors() instanceof Map<?, ?> tree)) {
      return null;
    }
    Object violation = recorded.get("violation");
    String sentence = Sentence.of((Map<String, Object>) tree);
    if (violation != null
        && !recorded.isTrue("violation_unreliable")
        && !same(violation, sentence, false)) {
      return "said " + sentence;
    }
    Object message = recorded.get("message");
    String text = Sentence.validation(tree);
    return message == null
            || recorded.isTrue("message_unreliable")
            || same(message, text, recorded.isTrue("message_order_free"))
        ? null
        : "said " + text;
  }

  private static boolean same(@Nullable Object recorded, @Nullable Object ours, boolean bags) {
    Object one = plain(recorded);
    Object other = plain(ours);
    if (isNothing(one) && isNothing(other)) {
      return true;
    }
    if (one instanceof String marker && marker.startsWith("<auto-")) {
      return other != null;
    }
    if (one instanceof Number a && other instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key), bags));
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i), bags)) {
          return false;
        }
      }
      return true;
    }
    if (one instanceof String a && a.contains(OF_OPENSSL) && other instanceof String b) {
      String[] parts = a.split(OF_OPENSSL, -1);
      int from = 0;
      for (String part : parts) {
        int found = b.indexOf(part, from);
        if (found < 0) {
          return false;
        }
        from = found + part.length();
      }
      return b.startsWith(parts[0]);
    }
    if (bags && one instanceof String a && other instanceof String b) {
      return words(a).equals(words(b));
    }
    return one == null ? other == null : one.equals(other);
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    for (String word : text.split("[ ,;()']+", -1)) {
      if (!word.isEmpty()) {
        words.merge(word, 1, Integer::sum);
      }
    }
    return words;
  }

  private static boolean isNothing(@Nullable Object value) {
    return (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof UUID id) {
      return id.toString();
    }
    if (value instanceof Instant moment) {
      return moment.toEpochMilli() / 1000.0;
    }
    if (value instanceof Map<?, ?> map) {
      List<@Nullable Object> places = new ArrayList<>();
      while (map.containsKey(Integer.toString(places.size() + 1))) {
        places.add(map.get(Integer.toString(places.size() + 1)));
      }
      return places.size() == map.size() ? places : map;
    }
    return value;
  }
}
