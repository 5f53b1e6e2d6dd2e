/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random values that keep the rules of a field, in the forms of Java and of the wire. */
final class RandomValues {
  static final String UUID_TEXT = "9f4b1b0e-3c7a-4d2e-8f61-0a1b2c3d4e5f";
  private static final List<String> TEXTS =
      List.of(
          "a", "b", "c", "hello", "1", "\u00e9\ud83d\ude00", " x ", "{vault://a}", "true", "{}");
  private static final List<Object> NUMBERS =
      List.of(0L, 1, -1L, 42, 2.0, 2.5f, (short) 3, (byte) 4, 1e15, -0.0, 0.1, 1e300, 1L << 53);
  private static final IdentityHashMap<Object, List<String>> BY_RULE = new IdentityHashMap<>();

  static {
    RandomFields.TYPEDEFS.forEach(
        (name, texts) -> {
          Object rule = TypedefData.get(name).get("custom_validator");
          if (rule != null) {
            BY_RULE.put(rule, texts);
          }
        });
  }

  private final Dice dice;
  private final Map<String, Attributes> targets;

  /** Makes them; {@code targets} are the entities that fields refer to. */
  RandomValues(Dice dice, Map<String, Attributes> targets) {
    this.dice = dice;
    this.targets = targets;
  }

  Object valid(Attributes field) {
    Object eq = field.get("eq");
    if (eq != null) {
      return eq;
    }
    if (!field.list("one_of").isEmpty()) {
      return dice.pick(field.list("one_of"));
    }
    return switch (String.valueOf(field.get("type"))) {
      case "string" -> string(field);
      case "integer", "number" -> number(field);
      case "boolean" -> dice.chance(50);
      case "array" -> list(field);
      case "set" -> dice.chance(50) ? new LinkedHashSet<>(list(field)) : list(field);
      case "map" -> map(field);
      case "record" -> record(field);
      case "foreign" -> reference(String.valueOf(field.get("reference")));
      default -> json(2);
    };
  }

  private Object string(Attributes field) {
    if (field.has("uuid")) {
      UUID id = new UUID(dice.bits(), dice.bits());
      return dice.chance(50)
          ? id
          : dice.chance(20) ? id.toString().toUpperCase(java.util.Locale.ROOT) : id.toString();
    }
    Object rule = field.get("custom_validator");
    if (rule != null && BY_RULE.containsKey(rule)) {
      return dice.pick(BY_RULE.get(rule));
    }
    String pattern = pattern(field);
    if (pattern != null) {
      return dice.pick(RandomFields.PATTERNS.getOrDefault(pattern, TEXTS));
    }
    if (field.isSet("starts_with")) {
      return field.text("starts_with") + dice.pick(TEXTS);
    }
    if (field.isSet("is_regex")) {
      return dice.of("a.*", "[a-z]+", "(x|y)?");
    }
    if (field.get("len_eq") instanceof Number length) {
      return "x".repeat(length.intValue());
    }
    if (field.get("len_min") instanceof Number least) {
      return "ab".repeat(least.intValue()) + (dice.chance(50) ? "" : "z");
    }
    return dice.pick(TEXTS);
  }

  private static @Nullable String pattern(Attributes field) {
    if (field.isSet("match")) {
      return field.text("match");
    }
    if (!field.list("match_all").isEmpty()) {
      return Attributes.of(field.list("match_all").get(0)).text("pattern");
    }
    List<String> any = field.nested("match_any").texts("patterns");
    return any.isEmpty() ? null : any.get(0);
  }

  private Object number(Attributes field) {
    boolean integral = "integer".equals(field.get("type"));
    if (field.isSet("timestamp")) {
      long seconds = dice.between(1, Integer.MAX_VALUE - 1);
      return dice.chance(40)
          ? Instant.ofEpochSecond(seconds, dice.of(0, 0, 123_000_000, 123_456_789))
          : integral ? (Object) seconds : (Object) (seconds / 1000.0);
    }
    List<?> range = field.list("between");
    if (!range.isEmpty()) {
      int least = ((Number) range.get(0)).intValue();
      int most = ((Number) range.get(1)).intValue();
      return form(dice.chance(30) ? dice.of(least, most) : dice.between(least, most));
    }
    if (field.get("gt") instanceof Number limit) {
      return form(limit.intValue() + dice.between(1, 100));
    }
    if (integral) {
      return dice.chance(10)
          ? dice.of(Long.MAX_VALUE, Long.MIN_VALUE, -0x1p63, 1L << 53, (1L << 53) + 1, 0L, -0.0)
          : form(dice.between(-5, 1000));
    }
    return dice.chance(60) ? dice.pick(NUMBERS) : (Object) (dice.part() * 100);
  }

  private Object form(int number) {
    return switch (dice.below(6)) {
      case 0 -> number;
      case 1 -> (double) number;
      case 2 -> (short) number == number ? (Object) (short) number : (Object) number;
      case 3 -> (float) number;
      default -> (long) number;
    };
  }

  private int size(Attributes field) {
    if (field.get("len_eq") instanceof Number length) {
      return length.intValue();
    }
    int least = field.get("len_min") instanceof Number length ? length.intValue() : 0;
    int most = field.get("len_max") instanceof Number length ? length.intValue() : 3;
    int size = dice.between(least, Math.max(least, Math.min(most, 3)));
    return dice.chance(3) && !field.has("len_max") ? size + 20 : size;
  }

  private List<@Nullable Object> list(Attributes field) {
    List<@Nullable Object> list = new ArrayList<>();
    int size = size(field);
    if (!field.list("mutually_exclusive_subsets").isEmpty()) {
      List<?> subset = (List<?>) dice.pick(field.list("mutually_exclusive_subsets"));
      for (int i = 0; i < size; i++) {
        list.add(dice.pick(subset));
      }
      return list;
    }
    if (field.isSet("contains")) {
      list.add(field.get("contains"));
      size--;
    }
    for (int i = 0; i < size; i++) {
      list.add(valid(field.nested("elements")));
    }
    return list;
  }

  private Object map(Attributes field) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = size(field); i > 0; i--) {
      map.put(String.valueOf(valid(field.nested("keys"))), valid(field.nested("values")));
    }
    return dice.chance(5) ? Values.of(map) : map;
  }

  private Object record(Attributes field) {
    Map<String, @Nullable Object> map = fields(field);
    return dice.chance(5) ? Values.of(map) : map;
  }

  /** Returns values of the fields of an entity or a record, some of them left out. */
  Map<String, @Nullable Object> fields(Attributes owner) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    NodeCompiler.fields(owner)
        .forEach(
            (name, field) -> {
              boolean needed = field.isTrue("required") && !field.has("default");
              if (field.isTrue("abstract") || (field.has("eq") && field.get("eq") == null)) {
                return;
              }
              if (needed || dice.chance(65)) {
                map.put(
                    name,
                    !needed && !field.isTrue("required") && dice.chance(8) ? null : valid(field));
              }
            });
    owner
        .entries("shorthand_fields")
        .forEach(
            (name, field) -> {
              if (dice.chance(20)) {
                map.put(name, dice.chance(10) ? null : valid(Attributes.of(field)));
              }
            });
    return map;
  }

  /** Returns a reference to an entity, by its key in one form or another. */
  private Object reference(String name) {
    Attributes target = targets.get(name);
    if (target == null) {
      return new UUID(dice.bits(), dice.bits()).toString();
    }
    Map<String, @Nullable Object> key = new LinkedHashMap<>();
    for (String part : target.texts("primary_key")) {
      key.put(part, valid(NodeCompiler.find(NodeCompiler.fields(target), part)));
    }
    return switch (dice.below(6)) {
      case 0 -> Key.ofParts(new ArrayList<>(key.values()));
      case 1 -> Values.of(key);
      case 2 -> Key.by(Values.of(key));
      default -> key;
    };
  }

  /** Returns any JSON, as a tree of Java. */
  Object json(int depth) {
    return switch (dice.below(depth > 0 ? 9 : 6)) {
      case 0, 1 -> dice.pick(TEXTS);
      case 2 -> dice.pick(NUMBERS);
      case 3 -> dice.chance(50);
      case 4 -> dice.of(List.of(), Map.of(), "", 0L);
      case 5 -> dice.bits();
      case 6, 7 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
          list.add(dice.chance(10) ? null : json(depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = dice.below(4); i > 0; i--) {
          map.put(dice.pick(TEXTS), dice.chance(10) ? null : json(depth - 1));
        }
        yield dice.chance(20) ? Collections.unmodifiableMap(map) : map;
      }
    };
  }

  static Set<String> names(Attributes owner) {
    return NodeCompiler.fields(owner).keySet();
  }
}
