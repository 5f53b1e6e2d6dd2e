/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What correct declarations of fields are: their types, and the attributes each type may and must
 * have.
 */
final class FieldChecks {
  private static final Set<String> TYPES =
      Set.of(
          "string", "integer", "number", "boolean", "array", "set", "map", "record", "foreign",
          "json");
  private static final Set<String> ANYWHERE =
      Set.of(
          "type",
          "eq",
          "ne",
          "gt",
          "len_min",
          "len_max",
          "not_match",
          "match_all",
          "match_none",
          "match_any",
          "starts_with",
          "not_one_of",
          "custom_validator",
          "mutually_exclusive_subsets",
          "required",
          "default",
          "auto",
          "immutable",
          "err",
          "encrypted",
          "referenceable",
          "reference",
          "on_delete",
          "generate_admin_api",
          "elements",
          "keys",
          "values",
          "fields",
          "entity_checks",
          "shorthand_fields",
          "func",
          "index",
          "secret",
          "description");
  private static final Set<String> NUMBERS = Set.of("number", "integer");
  private static final Set<String> SCALARS = Set.of("string", "number", "integer");
  private static final Set<String> SIZED = Set.of("string", "array", "set", "map");
  private static final Map<String, Set<String>> SOMEWHERE =
      Map.ofEntries(
          Map.entry("between", NUMBERS),
          Map.entry("timestamp", NUMBERS),
          Map.entry("one_of", SCALARS),
          Map.entry("unique", Set.of("string", "number", "integer", "foreign")),
          Map.entry("unique_across_ws", Set.of("string", "number", "integer", "foreign")),
          Map.entry("match", Set.of("string")),
          Map.entry("is_regex", Set.of("string")),
          Map.entry("uuid", Set.of("string")),
          Map.entry("len_eq", SIZED),
          Map.entry("contains", Set.of("array", "set")),
          Map.entry(
              "abstract", Set.of("string", "number", "integer", "array", "set", "map", "record")));
  private static final Map<String, List<String>> MANDATORY =
      Map.of(
          "array",
          List.of("elements"),
          "set",
          List.of("elements"),
          "map",
          List.of("keys", "values"),
          "foreign",
          List.of("reference"));

  private final List<String> problems;

  FieldChecks(List<String> problems) {
    this.problems = problems;
  }

  /** Checks the fields and shorthands of a schema, a record or a subschema. */
  void checkAll(Attributes owner, String prefix) {
    if (!(owner.get("fields") instanceof List<?> list)) {
      if (!owner.isTrue("abstract")) {
        problem(prefix + "fields", "required field missing");
      }
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Map<?, ?> entry) || entry.size() != 1) {
        problem(prefix + "fields." + (i + 1), "expected one name with its attributes");
        continue;
      }
      String name = String.valueOf(entry.keySet().iterator().next());
      if (!seen.add(name)) {
        problem(prefix + "fields." + name, "is declared twice");
      }
      check(entry.values().iterator().next(), prefix + "fields." + name);
    }
    owner
        .entries("shorthand_fields")
        .forEach(
            (name, attributes) -> {
              check(attributes, prefix + "shorthand_fields." + name);
              if (!(Attributes.of(attributes).get("func") instanceof Shorthand.Expansion<?>)) {
                problem(prefix + "shorthand_fields." + name + ".func", "required field missing");
              }
            });
  }

  private void problem(String path, String message) {
    problems.add(path + ": " + message);
  }

  private void check(@Nullable Object tree, String path) {
    if (!(tree instanceof Map<?, ?>)) {
      problem(path, "expected a mapping of attributes");
      return;
    }
    Attributes field = Attributes.of(tree);
    String type = field.text("type");
    if (type == null || !TYPES.contains(type)) {
      problem(
          path + ".type",
          type == null
              ? "required field missing"
              : "expected one of: " + String.join(", ", TYPES.stream().sorted().toList()));
      return;
    }
    for (String attribute : field.map().keySet()) {
      Set<String> types = SOMEWHERE.get(attribute);
      if (types == null ? !ANYWHERE.contains(attribute) : !types.contains(type)) {
        problem(
            path + "." + attribute,
            types == null
                ? "unknown field"
                : "field of type '" + type + "' cannot have attribute '" + attribute + "'");
      }
    }
    for (String attribute : MANDATORY.getOrDefault(type, List.of())) {
      if (!field.isSet(attribute) && !field.isTrue("abstract")) {
        problem(path, "field of type '" + type + "' must declare '" + attribute + "'");
      } else if (!attribute.equals("reference") && field.isSet(attribute)) {
        check(field.get(attribute), path + "." + attribute);
      }
    }
    if (type.equals("record")) {
      checkAll(field, path + ".");
    }
    if (field.isTrue("unique_across_ws") && !field.isTrue("unique")) {
      problem(path + ".unique_across_ws", "needs 'unique' as well");
    }
    if (field.isSet("on_delete")
        && !Set.of("restrict", "cascade", "null")
            .contains(String.valueOf(field.get("on_delete")))) {
      problem(path + ".on_delete", "expected one of: restrict, cascade, null");
    }
  }
}
