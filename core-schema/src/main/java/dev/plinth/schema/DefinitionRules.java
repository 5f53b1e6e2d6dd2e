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
import org.jspecify.annotations.Nullable;

/**
 * The rules of a definition beyond its structure, as the model has them: which attribute a type can
 * have and which it must, names of fields that exist, defaults that pass their own field.
 */
final class DefinitionRules {
  private static final Set<String> NUMBERS = Set.of("number", "integer");
  private static final Set<String> SCALARS = Set.of("string", "number", "integer");
  private static final Set<String> UNIQUE = Set.of("string", "number", "integer", "foreign");
  private static final Set<String> SIZED = Set.of("string", "array", "set", "map");
  private static final Map<String, Set<String>> TYPES_OF_ATTRIBUTES =
      Map.ofEntries(
          Map.entry("between", NUMBERS),
          Map.entry("timestamp", NUMBERS),
          Map.entry("one_of", SCALARS),
          Map.entry("unique", UNIQUE),
          Map.entry("unique_across_ws", UNIQUE),
          Map.entry("match", Set.of("string")),
          Map.entry("is_regex", Set.of("string")),
          Map.entry("uuid", Set.of("string")),
          Map.entry("time_ordered", Set.of("string")),
          Map.entry("len_eq", SIZED),
          Map.entry("contains", Set.of("array", "set")),
          Map.entry(
              "abstract", Set.of("string", "number", "integer", "array", "set", "map", "record")));
  private static final Map<String, List<String>> MANDATORY =
      Map.of(
          "array", List.of("elements"),
          "set", List.of("elements"),
          "map", List.of("keys", "values"),
          "record", List.of("fields"));
  private static final List<String> PARTS = List.of("elements", "keys", "values");

  private final Findings findings;

  DefinitionRules(Findings findings) {
    this.findings = findings;
  }

  /** Checks a schema. */
  void checkSchema(Attributes schema) {
    if (schema.get("fields") instanceof List<?>) {
      checkNames(schema, NodeCompiler.fields(schema));
    }
    checkSubschema(schema);
  }

  /** Checks what schemas and subschemas have in common. */
  void checkSubschema(Attributes subschema) {
    checkTransformations(subschema);
    checkFields(subschema, "", List.of());
  }

  private void checkNames(Attributes schema, Map<String, Attributes> fields) {
    if (isThere(schema, "endpoint_key") && !isField(fields, schema.get("endpoint_key"))) {
      findings.add("endpoint_key", "endpoint_key", "value must be a field name");
    }
    if (schema.get("cache_key") instanceof List<?> cacheKey) {
      if (!cacheKey.stream().allMatch(name -> isField(fields, name))) {
        findings.add("cache_key", "cache_key", "values must be field names");
      } else if (cacheKey.size() == 1
          && !isThere(Attributes.of(find(fields, cacheKey.get(0)).map()), "unique")) {
        findings.add("cache_key", "cache_key", "a field used as a single cache key must be unique");
      }
    }
    if (isThere(schema, "subschema_key")) {
      Object key = schema.get("subschema_key");
      if (!isField(fields, key)) {
        findings.add("subschema_key", "subschema_key", "value must be a field name");
      } else if (!Set.of("string", "set").contains(String.valueOf(find(fields, key).get("type")))) {
        findings.add("subschema_key", "subschema_key", "must be a string or set field");
      }
    }
    if (isThere(schema, "ttl") && fields.containsKey("ttl")) {
      findings.add("ttl", "ttl", "ttl is a reserved field name when ttl is enabled");
    }
  }

  private static boolean isField(Map<String, Attributes> fields, @Nullable Object name) {
    return name instanceof String text && fields.containsKey(text);
  }

  private static Attributes find(Map<String, Attributes> fields, @Nullable Object name) {
    return NodeCompiler.find(fields, String.valueOf(name));
  }

  /** Says whether a property is there and not false; null is there, as in the model. */
  private static boolean isThere(Attributes attributes, String name) {
    return attributes.has(name) && !Boolean.FALSE.equals(attributes.get(name));
  }

  private void checkTransformations(Attributes owner) {
    Map<String, Attributes> fields = NodeCompiler.fields(owner);
    ErrorTable wrong = new ErrorTable();
    Map<String, String> byPath = new LinkedHashMap<>();
    List<?> transformations = owner.list("transformations");
    for (int i = 0; i < transformations.size(); i++) {
      Attributes transformation = Attributes.of(transformations.get(i));
      for (String property : List.of("input", "needs")) {
        List<?> names = transformation.list(property);
        for (int j = 0; j < names.size(); j++) {
          if (!reaches(fields, String.valueOf(names.get(j)))) {
            String message = "invalid field name: " + names.get(j);
            wrong.putAt(
                List.of(property, i + 1, j + 1), new ErrorTable.Problem(message, "definition"));
            byPath.put("transformations." + (i + 1) + "." + property + "." + (j + 1), message);
          }
        }
      }
    }
    if (!wrong.isEmpty()) {
      findings.add("transformations", wrong, byPath);
    }
  }

  /** Says whether a dotted name leads to a field; what lies below a reference is trusted. */
  static boolean reaches(Map<String, Attributes> fields, String name) {
    int dot = name.indexOf('.');
    Attributes field = fields.get(dot < 0 ? name : name.substring(0, dot));
    return field != null
        && (dot < 0
            || "foreign".equals(field.get("type"))
            || reaches(NodeCompiler.fields(field), name.substring(dot + 1)));
  }

  private void checkFields(Attributes owner, String path, List<Object> place) {
    Object fields = owner.get("fields");
    if (fields instanceof String text && !text.isEmpty()) {
      findings.add("fields", path + "fields", "each entry in fields must be a sub-table");
    }
    if (!(fields instanceof List<?> list)) {
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      Map<?, ?> entry = table(list.get(i));
      if (entry == null || entry.isEmpty()) {
        findings.add(
            "fields",
            path + "fields." + (i + 1),
            entry == null
                ? "each entry in fields must be a sub-table"
                : "field entry table is empty");
        break;
      }
      String name = String.valueOf(entry.keySet().iterator().next());
      Map<?, ?> field = table(entry.values().iterator().next());
      if (field == null) {
        findings.add(name, path + "fields." + name, "'" + name + "' must be a table");
      } else {
        checkField(
            name,
            Attributes.of(field),
            path + "fields." + name,
            join(place, List.of("fields", i + 1)));
      }
    }
  }

  /** Returns a value as a table; null when it is none. An empty list is an empty table. */
  private static @Nullable Map<?, ?> table(@Nullable Object value) {
    if (value instanceof List<?> list && list.isEmpty()) {
      return Map.of();
    }
    return value instanceof Map<?, ?> map ? map : null;
  }

  private void checkField(String name, Attributes field, String path, List<Object> place) {
    if (!isThere(field, "type")) {
      findings.add(name, path + ".type", "missing type declaration");
      return;
    }
    if (field.get("type") instanceof String type) {
      checkAttributes(name, type, field, path);
    }
    for (String part : PARTS) {
      if (isThere(field, part)) {
        Map<?, ?> nested = table(field.get(part));
        if (nested == null) {
          findings.add(name, path + "." + part, "'" + part + "' must be a table");
        } else {
          checkField(name, Attributes.of(nested), path + "." + part, join(place, List.of(part)));
        }
      }
    }
    checkFields(field, path + ".", place);
    if (field.has("default") && !"foreign".equals(field.get("type"))) {
      Object wrong = problemOf(name, field);
      if (wrong != null) {
        findings.addAt(join(place, List.of("default")), path + ".default", wrong);
      }
    }
  }

  private void checkAttributes(String name, String type, Attributes field, String path) {
    for (String attribute : field.map().keySet()) {
      Set<String> types = TYPES_OF_ATTRIBUTES.get(attribute);
      if (types != null && !types.contains(type)) {
        String message = "field of type '" + type + "' cannot have attribute '" + attribute + "'";
        if (DefinitionSchema.TYPES.contains(type)) {
          findings.add(name, path + "." + attribute, message);
        } else {
          findings.addConsequence(name, message);
        }
      }
    }
    for (String attribute : MANDATORY.getOrDefault(type, List.of())) {
      if (!isThere(field, attribute) && !(type.equals("record") && field.isTrue("abstract"))) {
        findings.add(
            name,
            path + "." + attribute,
            "field of type '" + type + "' must declare '" + attribute + "'");
      }
    }
  }

  /** Returns what is wrong with a field's default as a value of the field, or null. */
  private static @Nullable Object problemOf(String name, Attributes field) {
    try {
      return new NodeCompiler(reference -> null)
          .compile(name, field)
          .validate(field.get("default"), false);
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      return new ErrorTable.Problem(
          "error in schema prevents from validating this field", "definition");
    }
  }

  private static List<Object> join(List<Object> one, List<?> other) {
    List<Object> joined = new ArrayList<>(one);
    joined.addAll(other);
    return joined;
  }
}
