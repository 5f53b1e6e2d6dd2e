/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random checks over several fields of an entity or a record: all nine kinds. */
final class RandomChecks {
  private final Dice dice;
  private final Map<String, Attributes> fields;
  private final List<String> names = new ArrayList<>();

  RandomChecks(Dice dice, Map<String, @Nullable Object> owner) {
    this.dice = dice;
    this.fields = NodeCompiler.fields(Attributes.of(owner));
    fields.forEach(
        (name, field) -> {
          if (name.equals("derived")) { // written when all checks are over
            return;
          }
          names.add(name);
          if ("record".equals(field.get("type"))) {
            NodeCompiler.fields(field).keySet().forEach(inner -> names.add(name + "." + inner));
          }
        });
  }

  List<Object> some(int most) {
    List<Object> checks = new ArrayList<>();
    for (int i = dice.between(1, most); i > 0; i--) {
      checks.add(check());
    }
    return checks;
  }

  private Map<String, @Nullable Object> check() {
    List<String> some = names(dice.between(2, 3));
    return switch (dice.below(9)) {
      case 0 -> one("at_least_one_of", some);
      case 1 -> one("only_one_of", some);
      case 2 -> one("distinct", some);
      case 3 -> one("mutually_required", some);
      case 4 -> one("mutually_exclusive", some);
      case 5 -> one("mutually_exclusive_sets", Map.of("set1", names(2), "set2", names(1)));
      case 6 -> one("conditional", conditional());
      case 7 -> one("conditional_at_least_one_of", conditionalAtLeastOneOf(some));
      default -> one("custom_entity_check", custom(some));
    };
  }

  private static Map<String, @Nullable Object> one(String name, Object argument) {
    return Collections.singletonMap(name, argument);
  }

  private List<String> names(int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(dice.pick(names));
    }
    return some;
  }

  private Map<String, @Nullable Object> conditional() {
    String ifField = dice.pick(names);
    String thenField = dice.pick(names);
    Map<String, @Nullable Object> argument = new LinkedHashMap<>();
    argument.put("if_field", ifField);
    argument.put("if_match", match(ifField));
    argument.put("then_field", thenField);
    argument.put("then_match", match(thenField));
    if (dice.chance(30)) {
      argument.put("then_err", "does not fit %s");
    }
    return argument;
  }

  private Map<String, @Nullable Object> conditionalAtLeastOneOf(List<String> some) {
    String ifField = dice.pick(names);
    Map<String, @Nullable Object> argument = new LinkedHashMap<>();
    argument.put("if_field", ifField);
    argument.put("if_match", match(ifField));
    argument.put("then_at_least_one_of", some);
    if (dice.chance(40)) {
      argument.put("else_match", match(ifField));
      argument.put("else_then_at_least_one_of", names(2));
      argument.put("else_then_err", "needs %s");
    }
    return argument;
  }

  private Map<String, @Nullable Object> custom(List<String> some) {
    Check.Rule rule =
        values -> {
          int length = 0;
          for (Object value : values.toMap().values()) {
            length += String.valueOf(value).length();
          }
          return length > 100_000 ? "too much" : null;
        };
    Map<String, @Nullable Object> argument = new LinkedHashMap<>();
    argument.put("field_sources", some);
    argument.put("fn", rule);
    if (dice.chance(50)) {
      argument.put("run_with_missing_fields", true);
    }
    return argument;
  }

  /** Returns a partial declaration that fits the type of the field. */
  private Map<String, @Nullable Object> match(String name) {
    Attributes field = NodeCompiler.find(fields, name);
    Map<String, @Nullable Object> match = new LinkedHashMap<>();
    if (dice.chance(15)) {
      match.put(dice.of("eq", "ne"), null);
      return match;
    }
    if (dice.chance(15)) {
      match.put("required", true);
      return match;
    }
    switch (String.valueOf(field.get("type"))) {
      case "string" -> match.put(dice.of("eq", "match", "not_match", "starts_with"), "a");
      case "integer", "number" -> match.put(dice.of("eq", "ne", "gt"), dice.of(1L, 0.0, 7));
      case "boolean" -> match.put("eq", dice.chance(50));
      case "array", "set", "map" -> match.put(dice.of("len_min", "len_max"), 1L);
      default -> match.put("ne", "a");
    }
    return match;
  }
}
