/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random declarations of fields: every type, every attribute, every rule. */
final class RandomFields {
  /** Patterns with texts in which they are found. */
  static final Map<String, List<String>> PATTERNS =
      Map.of(
          "^%u+$", List.of("A", "GET"),
          "%d", List.of("a1", "7", "x9y"),
          "^[a-z][a-z%d-]-[a-z%d]+$", List.of("ab", "a-b1"),
          "^/", List.of("/", "/a/b"),
          "^[^*]*%*?[^*]*$", List.of("a*", "none"));

  /** Ready-made fields of texts with texts that they take. */
  static final Map<String, List<String>> TYPEDEFS =
      Map.of(
          "host", List.of("a.example", "::1", "10.0.0.1"),
          "host_with_optional_port", List.of("a:80", "[::1]:443"),
          "wildcard_host", List.of("*.a", "a.*"),
          "ip", List.of("1.2.3.4", "::1"),
          "ip_or_cidr", List.of("10.0.0.0/8", "::/0"),
          "path", List.of("/", "/a/b"),
          "url", List.of("http://a/", "https://a.example:1/x"),
          "header_name", List.of("x-a", "A_b"),
          "utf8_name", List.of("a", "\u00fc\ud83d\ude00"),
          "tag", List.of("t", "a b"));

  static final List<String> RULED_OUT = List.of("bad", "worse");
  static final List<String> MIXED = List.of("a", "b", "c", "d");

  private static final List<String> ODD_RULES =
      List.of("gt", "len_min", "len_max", "starts_with", "not_match", "not_one_of", "ne", "custom");

  /** What any reference is taken to lead to while a default is tried. */
  private static final ForeignNode.Target OWNERS =
      SchemaSet.of(Schema.named("owners").primaryKey("id").field("id", Typedefs.id()).build())
              .type("owners")
          ::record;

  private final Dice dice;
  private final List<String> targets;

  /** How many lists and maps are around: what is made anew in them is another each time. */
  private int inside;

  RandomFields(Dice dice, List<String> targets) {
    this.dice = dice;
    this.targets = targets;
  }

  /** Returns a field of an entity or a record. */
  Map<String, @Nullable Object> field(int depth) {
    Map<String, @Nullable Object> field = value(depth, false);
    if (dice.chance(20)) {
      field.put("required", dice.chance(85));
    }
    if (dice.chance(8)) {
      field.put("immutable", true);
    }
    if (dice.chance(3)) {
      field.put("description", "what it is for");
    }
    if (dice.chance(3)) {
      field.put("err", "is not as it should be");
    }
    if (!field.containsKey("auto") && dice.chance(25)) {
      putDefault(field);
    }
    return field;
  }

  private void putDefault(Map<String, @Nullable Object> field) {
    if ("foreign".equals(field.get("type"))) {
      return;
    }
    Object value = new RandomValues(dice, Map.of()).valid(Attributes.of(field));
    FieldNode node = new NodeCompiler(reference -> OWNERS).compile("f", Attributes.of(field));
    if (node.validate(value, false) == null && !Printed.of(value).contains("updated_at")) {
      field.put("default", value);
    }
  }

  /** Returns a field, or a part of one. */
  Map<String, @Nullable Object> value(int depth, boolean part) {
    Map<String, @Nullable Object> field =
        switch (dice.below(depth > 0 ? 17 : 10)) {
          case 0, 1, 2 -> string();
          case 3 -> of("string", "uuid", true);
          case 4, 5 -> integer();
          case 6, 7 -> number();
          case 8 -> of("boolean");
          case 9 -> part && dice.chance(80) ? integer() : foreign();
          case 10, 11 -> list("array", depth);
          case 12 -> list("set", depth);
          case 13 -> map(depth);
          case 14, 15 -> record(depth);
          default -> of("json");
        };
    if ("uuid".equals(field.get("type")) || field.containsKey("uuid")) {
      decorateUuid(field);
    }
    if (dice.chance(4) && !field.containsKey("auto")) {
      putOddRule(field);
    }
    return field;
  }

  private void decorateUuid(Map<String, @Nullable Object> field) {
    switch (dice.between(inside == 0 ? 0 : 2, 7)) {
      case 0 -> field.put("auto", true);
      case 1 -> {
        field.put("auto", true);
        field.put("time_ordered", true);
      }
      case 2 -> field.put("one_of", List.of(RandomValues.UUID_TEXT, UUID.randomUUID().toString()));
      case 3 -> field.put("ne", RandomValues.UUID_TEXT);
      case 4 -> field.put("eq", RandomValues.UUID_TEXT);
      default -> {}
    }
  }

  /** Puts a rule that is allowed on fields of any type, whether it makes sense or not. */
  private void putOddRule(Map<String, @Nullable Object> field) {
    switch (dice.pick(ODD_RULES)) {
      case "gt" -> field.put("gt", dice.of(0L, -5L, 2.5));
      case "len_min" -> field.putIfAbsent("len_min", dice.of(0L, 1L));
      case "len_max" -> field.putIfAbsent("len_max", dice.of(0L, 1L, 30L));
      case "starts_with" -> field.putIfAbsent("starts_with", "1");
      case "not_match" -> field.putIfAbsent("not_match", "zz");
      case "not_one_of" -> field.putIfAbsent("not_one_of", List.of("a", 3L, 2.5, true));
      case "ne" -> field.putIfAbsent("ne", dice.of("a", 7L, 1.5, true));
      default -> custom(field);
    }
  }

  /** Puts a check of an application, which relies on the Java type of the field. */
  private static void custom(Map<String, @Nullable Object> field) {
    if (field.containsKey("custom_validator")) {
      return;
    }
    boolean uuid = field.containsKey("uuid");
    boolean moment = field.containsKey("timestamp");
    Class<?> type =
        switch (String.valueOf(field.get("type"))) {
          case "string" -> uuid ? UUID.class : String.class;
          case "integer" -> moment ? java.time.Instant.class : Long.class;
          case "number" -> moment ? java.time.Instant.class : Double.class;
          case "boolean" -> Boolean.class;
          case "array" -> List.class;
          case "set" -> Set.class;
          case "map" -> Map.class;
          case "record" -> Struct.class;
          default -> Object.class;
        };
    boolean secrets = Boolean.TRUE.equals(field.get("referenceable"));
    field.put(
        "custom_validator",
        new ValueCheck<Object>(
            "is thirteen",
            value -> {
              if (!type.isInstance(value) && !secrets) {
                throw new ClassCastException(value.getClass() + " for " + type);
              }
              return value.hashCode() % 97 != 13;
            }));
  }

  private Map<String, @Nullable Object> string() {
    Map<String, @Nullable Object> field = of("string");
    switch (dice.below(24)) {
      case 0 -> field.put("len_min", 0L);
      case 1 -> field.put("len_min", 2L);
      case 2 -> field.put("len_max", 12L);
      case 3 -> field.put("len_eq", 5L);
      case 4 -> field.put("one_of", MIXED);
      case 5 -> field.put("not_one_of", RULED_OUT);
      case 6 -> field.put("match", pattern());
      case 7 -> field.put("not_match", "^bad");
      case 8 -> field.put("match_all", List.of(Map.of("pattern", pattern())));
      case 9 -> field.put("match_none", List.of(Map.of("pattern", "^bad", "err", "is bad")));
      case 10 -> field.put("match_any", Map.of("patterns", List.of(pattern(), pattern())));
      case 11 -> field.put("starts_with", "pre");
      case 12 -> field.put("is_regex", true);
      case 13 -> field.put("referenceable", true);
      case 14 -> custom(field);
      case 15 -> field.put("eq", "only");
      case 16 -> field.put("ne", "bad");
      case 17, 18, 19 -> field = new LinkedHashMap<>(TypedefData.get(typedef()));
      case 20 -> {
        if (inside == 0) {
          field.put("auto", true);
        }
      }
      default -> {}
    }
    return field;
  }

  private String pattern() {
    return dice.pick(PATTERNS.keySet().stream().sorted().toList());
  }

  private String typedef() {
    return dice.pick(TYPEDEFS.keySet().stream().sorted().toList());
  }

  private Map<String, @Nullable Object> integer() {
    Map<String, @Nullable Object> field = of("integer");
    switch (dice.below(12)) {
      case 0 -> field.put("between", List.of(0L, 65535L));
      case 1 -> field.put("between", List.of(-5, 5));
      case 2 -> field.put("gt", dice.of(0L, -1L, 10));
      case 3 -> field.put("one_of", dice.of(List.of(1L, 2L, 3L), List.of(1, 2.0, 7L)));
      case 4 -> field.put("not_one_of", List.of(1L, 2.0));
      case 5 -> field.put("eq", dice.of(7L, 7, 7.0));
      case 6 -> field.put("ne", dice.of(0L, 0.0));
      case 7, 8 -> field.put("timestamp", true);
      case 9 -> custom(field);
      default -> {}
    }
    return field;
  }

  private Map<String, @Nullable Object> number() {
    Map<String, @Nullable Object> field = of("number");
    switch (dice.below(12)) {
      case 0 -> field.put("between", List.of(0L, 100L));
      case 1 -> field.put("between", List.of(-1, 1L));
      case 2 -> field.put("gt", dice.of(0L, 0.5));
      case 3 -> field.put("one_of", List.of(1L, 0.5, 2));
      case 4 -> field.put("not_one_of", List.of(0.25, 1L));
      case 5 -> field.put("eq", dice.of(0.5, 0L, 1.5f));
      case 6 -> field.put("ne", dice.of(0L, 0.5));
      case 7, 8 -> field.put("timestamp", true);
      case 9 -> custom(field);
      default -> {}
    }
    return field;
  }

  private Map<String, @Nullable Object> foreign() {
    return of("foreign", "reference", dice.pick(targets));
  }

  private Map<String, @Nullable Object> list(String type, int depth) {
    if (dice.chance(8)) {
      return of(
          type,
          "elements",
          of("string"),
          "mutually_exclusive_subsets",
          List.of(List.of("a", "b"), List.of("c", "d")));
    }
    Map<String, @Nullable Object> element = part(depth);
    Map<String, @Nullable Object> field = of(type, "elements", element);
    switch (dice.below(10)) {
      case 0 -> field.put("len_min", 1L);
      case 1 -> field.put("len_max", 3L);
      case 2 -> field.put("len_eq", 1L);
      case 3 -> custom(field);
      case 4 -> {
        Object one = new RandomValues(dice, Map.of()).valid(Attributes.of(element));
        if (one instanceof String || one instanceof Number || one instanceof Boolean) {
          field.put("contains", one);
        }
      }
      default -> {}
    }
    return field;
  }

  private Map<String, @Nullable Object> part(int depth) {
    inside++;
    Map<String, @Nullable Object> part = value(depth - 1, true);
    inside--;
    return part;
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> field =
        of("map", "keys", dice.chance(70) ? of("string") : string(), "values", part(depth));
    if (dice.chance(20)) {
      field.put(dice.of("len_min", "len_max"), 1L);
    }
    return field;
  }

  /** Returns a record, whose fields have one letter for each depth. */
  Map<String, @Nullable Object> record(int depth) {
    List<Object> fields = new ArrayList<>();
    for (int i = dice.between(1, 4); i > 0; i--) {
      String name = "abcd".substring(3 - depth, 4 - depth) + i;
      fields.add(Map.of(name, field(depth - 1)));
    }
    if (inside == 0 && dice.chance(6)) {
      fields.add(Map.of("updated_at", of("integer", "timestamp", true, "auto", true)));
    }
    Map<String, @Nullable Object> record = of("record", "fields", fields);
    if (dice.chance(15)) {
      record.put("entity_checks", new RandomChecks(dice, record).some(1));
    }
    if (dice.chance(8)) {
      custom(record);
    }
    if (dice.chance(8)) {
      fields.add(Map.of("long", of("string")));
      record.put("shorthand_fields", List.of(shorthand("short", "long", of("string"))));
    }
    return record;
  }

  /** Returns a shorthand that stands for a field of the same rules. */
  static Map<String, Object> shorthand(
      String name, String target, Map<String, @Nullable Object> field) {
    Map<String, @Nullable Object> shorthand = new LinkedHashMap<>(field);
    Shorthand.Expansion<Object> expansion = value -> Values.of(target, value);
    shorthand.put("func", expansion);
    return Map.of(name, shorthand);
  }

  static Map<String, @Nullable Object> of(String type, Object... attributes) {
    Map<String, @Nullable Object> field = new LinkedHashMap<>();
    field.put("type", type);
    for (int i = 0; i < attributes.length; i += 2) {
      field.put((String) attributes[i], attributes[i + 1]);
    }
    return field;
  }
}
