/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random schemas: one of things that may refer to a few others. */
final class RandomSchemas {
  /** What the things may refer to: by a UUID, a text, two values, and a reference. */
  private static final List<Map<String, @Nullable Object>> TARGETS =
      List.of(
          target(
              "owners",
              List.of("id"),
              List.of(
                  Map.of("id", TypedefData.get("uuid")), Map.of("label", TypedefData.get("name")))),
          target("places", List.of("code"), List.of(Map.of("code", RandomFields.of("string")))),
          target(
              "pairs",
              List.of("left", "right"),
              List.of(
                  Map.of("left", RandomFields.of("string", "required", true)),
                  Map.of("right", RandomFields.of("integer", "required", true)))),
          target(
              "leaves",
              List.of("owner"),
              List.of(
                  Map.of(
                      "owner",
                      RandomFields.of("foreign", "reference", "owners", "required", true)))));

  private static final List<String> TARGET_NAMES = List.of("owners", "places", "pairs", "leaves");
  private static final List<String> KINDS = List.of("red", "green", "blue");

  private final Dice dice;
  private final RandomFields random;
  private final Map<String, @Nullable Object> definition = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> fields = new LinkedHashMap<>();
  private final Set<String> written = new LinkedHashSet<>();

  private RandomSchemas(Dice dice) {
    this.dice = dice;
    this.random = new RandomFields(dice, TARGET_NAMES);
  }

  /**
   * A schema and all it refers to, as data; {@code written} are fields that a shorthand or a
   * transformation may write.
   */
  record Made(
      Map<String, @Nullable Object> definition,
      List<Map<String, @Nullable Object>> targets,
      Set<String> written) {
    Attributes attributes() {
      return Attributes.of(definition);
    }

    Map<String, Attributes> targetsByName() {
      Map<String, Attributes> byName = new LinkedHashMap<>();
      targets.forEach(one -> byName.put(String.valueOf(one.get("name")), Attributes.of(one)));
      return byName;
    }
  }

  static Made make(Dice dice) {
    return new RandomSchemas(dice).make();
  }

  private static Map<String, @Nullable Object> target(
      String name, List<String> key, List<?> fields) {
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    target.put("name", name);
    target.put("primary_key", key);
    target.put("fields", fields);
    return target;
  }

  private Made make() {
    definition.put("name", "things");
    definition.put("primary_key", primaryKey());
    for (int i = dice.between(1, 7); i > 0; i--) {
      fields.put("f" + i, random.field(3));
    }
    if (dice.chance(35)) {
      fields.put("created_at", new LinkedHashMap<>(TypedefData.get(clock())));
    }
    if (dice.chance(35)) {
      fields.put("updated_at", new LinkedHashMap<>(TypedefData.get(clock())));
    }
    if (dice.chance(20)) {
      fields.put("tags", new LinkedHashMap<>(TypedefData.get("tags")));
    }
    flags();
    if (dice.chance(15)) {
      shorthands();
    }
    if (dice.chance(15)) {
      transformations();
    }
    if (dice.chance(20)) {
      subschemas();
    }
    if (dice.chance(30)) {
      definition.put("entity_checks", new RandomChecks(dice, whole()).some(2));
    }
    if (dice.chance(5)) {
      Check.Rule rule = values -> values.toMap().size() > 99 ? "too much" : null;
      definition.put("check", rule);
    }
    return new Made(whole(), TARGETS, written);
  }

  private Map<String, @Nullable Object> whole() {
    List<Object> list = new ArrayList<>();
    fields.forEach((name, field) -> list.add(Map.of(name, field)));
    definition.put("fields", list);
    return definition;
  }

  private String clock() {
    return dice.chance(60) ? "auto_timestamp_s" : "auto_timestamp_ms";
  }

  private List<String> primaryKey() {
    if (dice.chance(70)) {
      fields.put("id", new LinkedHashMap<>(TypedefData.get("uuid")));
      if (dice.chance(15)) {
        field("id").put("time_ordered", true);
      }
      return List.of("id");
    }
    List<String> names = new ArrayList<>();
    for (int i = dice.between(1, 3); i > 0; i--) {
      Map<String, @Nullable Object> part =
          switch (dice.below(6)) {
            case 0, 1 -> RandomFields.of("string");
            case 2, 3 -> RandomFields.of("integer");
            case 4 -> RandomFields.of("string", "uuid", true);
            default -> RandomFields.of("foreign", "reference", dice.pick(TARGET_NAMES));
          };
      part.put("required", true);
      fields.put("k" + i, part);
      names.add("k" + i);
    }
    return names;
  }

  private Map<String, @Nullable Object> field(String name) {
    return java.util.Objects.requireNonNull(fields.get(name), name);
  }

  private void flags() {
    if (dice.chance(15)) {
      definition.put("ttl", true);
    }
    if (dice.chance(15)) {
      definition.put("workspaceable", true);
    }
    if (dice.chance(15)) {
      fields.put("name", RandomFields.of("string", "unique", true, "index", true));
      definition.put("endpoint_key", "name");
      definition.put("cache_key", List.of("name"));
    }
  }

  private void shorthands() {
    Map<String, @Nullable Object> field =
        dice.of(
            RandomFields.of("string"),
            RandomFields.of("integer", "between", List.of(0L, 9L)),
            RandomFields.of("array", "elements", RandomFields.of("string")),
            RandomFields.of("set", "elements", RandomFields.of("integer")));
    fields.put("long", field);
    written.add("long");
    definition.put("shorthand_fields", List.of(RandomFields.shorthand("short", "long", field)));
  }

  private void transformations() {
    fields.put("plain", RandomFields.of("string"));
    fields.put("salt", RandomFields.of("string"));
    fields.put("derived", RandomFields.of("string"));
    written.add("derived");
    java.util.function.UnaryOperator<Values> derive =
        values -> Values.of("derived", "of " + values.get("plain"));
    Map<String, @Nullable Object> transformation = new LinkedHashMap<>();
    transformation.put("input", List.of("plain"));
    if (dice.chance(40)) {
      transformation.put("needs", List.of("salt"));
    }
    transformation.put("on_write", derive);
    if (dice.chance(40)) {
      java.util.function.UnaryOperator<Values> keep =
          values -> Values.of("salt", values.get("salt"));
      transformation.put("on_read", keep);
    }
    definition.put("transformations", List.of(transformation));
  }

  private void subschemas() {
    boolean set = dice.chance(30);
    Map<String, @Nullable Object> key =
        set
            ? RandomFields.of("set", "elements", RandomFields.of("string"), "len_min", 1L)
            : RandomFields.of("string", "one_of", KINDS);
    key.put("required", true);
    fields.put("kind", key);
    List<String> special = new ArrayList<>();
    boolean needed = dice.chance(50);
    Map<String, @Nullable Object> config = RandomFields.of("record", "abstract", true);
    if (needed) {
      config.put("required", true);
    }
    fields.put("config", config);
    fields.keySet().stream()
        .filter(name -> name.startsWith("f") && dice.chance(25))
        .forEach(special::add);
    List<Object> subschemas = new ArrayList<>();
    for (String kind : KINDS) {
      List<Object> own = new ArrayList<>();
      if (needed || dice.chance(70)) {
        own.add(Map.of("config", random.record(3)));
      }
      for (String name : special) {
        if (dice.chance(60)) {
          own.add(Map.of(name, special(field(name))));
        }
      }
      Map<String, @Nullable Object> subschema = new LinkedHashMap<>();
      subschema.put("name", kind);
      subschema.put("fields", own);
      subschemas.add(Map.of(kind, subschema));
    }
    definition.put("subschema_key", "kind");
    definition.put("subschemas", subschemas);
  }

  /** Returns another declaration of the same type. */
  private Map<String, @Nullable Object> special(Map<String, @Nullable Object> field) {
    Map<String, @Nullable Object> special = new LinkedHashMap<>(field);
    if ("record".equals(field.get("type"))) {
      return random.record(3);
    }
    switch (dice.below(4)) {
      case 0 -> special.put("required", true);
      case 1 -> {
        special.keySet().removeAll(Set.of("default", "required"));
        special.put("eq", null);
      }
      case 2 -> special.remove("default");
      default -> special.put("err", "does not fit the kind");
    }
    return special;
  }
}
