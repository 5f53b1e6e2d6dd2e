/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Replays recorded verdicts of the model's schema library, from the resources or from the folder in
 * {@code -Dplinth.golden.schema=DIR}. Deliberate differences are listed, with reasons, in {@code
 * golden/deviations.txt}; one that no longer differs fails.
 */
class GoldenSchemaTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("plinth.golden.schema", "src/test/resources/golden/schema"));
  private static final Path DEVIATIONS = Path.of("src/test/resources/golden/deviations.txt");
  private static final Set<String> NOT_YET = Set.of("metaschema", "metasubschema", "schema_new");

  @Test
  void recordedCases_replayed_answerAsTheModel() throws IOException {
    Map<String, String> deviations = deviations();
    List<String> failures = new ArrayList<>();
    Set<String> notRun = new TreeSet<>();
    Set<String> differed = new TreeSet<>();
    int passed = 0;
    for (String line : lines()) {
      GoldenCase golden = new GoldenCase(Json.read(line));
      String group = String.valueOf(golden.recorded().get("group"));
      if (NOT_YET.contains(group) || Attributes.of(golden.recorded().get("schema")).has("entity")) {
        notRun.add(group);
        continue;
      }
      String difference = difference(golden);
      String known =
          deviations.keySet().stream()
              .filter(pattern -> Pattern.compile(pattern).matcher(line).find())
              .findFirst()
              .orElse(null);
      if (difference == null) {
        passed++;
      } else if (known != null) {
        differed.add(known);
        passed++;
      } else {
        failures.add(golden.id() + ": " + difference + " in " + line);
      }
    }
    deviations.keySet().stream()
        .filter(known -> !differed.contains(known) && FOLDER.startsWith("src"))
        .forEach(
            known -> failures.add(known + ": listed as a deviation, but there is no difference"));
    System.out.println("not run here: " + notRun);
    System.out.println(passed + " passed, " + failures.size() + " failed");
    assertThat(failures).isEmpty();
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static Map<String, String> deviations() throws IOException {
    Map<String, String> deviations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DEVIATIONS)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int reason = line.indexOf(" # ");
        deviations.put(line.substring(0, reason).strip(), line.substring(reason + 3));
      }
    }
    return deviations;
  }

  private static @Nullable String difference(GoldenCase golden) {
    Attributes recorded = golden.recorded();
    GoldenCase.Answer answer;
    try {
      answer = golden.run();
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
        || recorded.get("violation") == null
        || recorded.isTrue("violation_unreliable")
        || recorded.has("alternatives")
        || recorded.isTrue("list_order_free")
        || !(answer.errors() instanceof Map<?, ?> tree)) {
      return null;
    }
    String sentence = Sentence.of((Map<String, Object>) tree);
    return same(recorded.get("violation"), sentence, false) ? null : "said " + sentence;
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
    if (bags && one instanceof String a && other instanceof String b) {
      return words(a).equals(words(b));
    }
    if (one instanceof String a && a.contains("<openssl-error>") && other instanceof String b) {
      return b.startsWith(a.substring(0, a.indexOf('<')));
    }
    return one == null ? other == null : one.equals(other);
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    for (String word : text.split("[ ,()']+", -1)) {
      words.merge(word, 1, Integer::sum);
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
