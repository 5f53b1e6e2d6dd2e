/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of definitions, written in the language that it defines: which properties a schema, a
 * subschema, a field and a check have, and what each holds. What lies between properties is the
 * matter of {@link DefinitionRules}.
 *
 * <p>Three types exist here alone: {@code any}, {@code function}, and {@code definition}, which
 * stands for the definition of a field.
 */
final class DefinitionSchema {
  /** The types of a field. */
  static final List<String> TYPES =
      List.of(
          "array", "boolean", "foreign", "integer", "json", "map", "number", "record", "set",
          "string");

  private static final List<String> SHORTHAND_TYPES =
      List.of("array", "boolean", "integer", "map", "number", "set", "string");

  private static final Map<String, Object> TEXT = of("string");
  private static final Map<String, Object> FLAG = of("boolean");
  private static final Map<String, Object> INTEGER = of("integer");
  private static final Map<String, Object> NUMBER = of("number");
  private static final Map<String, Object> ANY = of("any");
  private static final Map<String, Object> FUNCTION = of("function");
  private static final Map<String, Object> DEFINITION = of("definition");
  private static final Map<String, Object> TEXTS = of("array", "elements", of("string"));
  private static final Map<String, Object> ANYTHINGS = of("array", "elements", of("any"));
  private static final Map<String, Object> PATTERNS =
      of("array", "elements", record(fields("pattern", with(TEXT, "required", true), "err", TEXT)));

  private static final List<Map<String, ?>> VALIDATORS =
      fields(
          "between", of("array", "elements", of("integer"), "len_eq", 2L),
          "eq", ANY,
          "ne", ANY,
          "gt", NUMBER,
          "len_eq", INTEGER,
          "len_min", INTEGER,
          "len_max", INTEGER,
          "match", TEXT,
          "not_match", TEXT,
          "match_all", PATTERNS,
          "match_none", PATTERNS,
          "match_any", record(fields("patterns", with(TEXTS, "required", true), "err", TEXT)),
          "starts_with", TEXT,
          "one_of", ANYTHINGS,
          "not_one_of", ANYTHINGS,
          "contains", ANY,
          "is_regex", FLAG,
          "timestamp", FLAG,
          "uuid", FLAG,
          "mutually_exclusive_subsets", of("array", "elements", TEXTS),
          "custom_validator", FUNCTION);

  private static final List<Map<String, ?>> MATCH =
      join(
          List.of(
              fields(
                  "required", FLAG,
                  "err", TEXT,
                  "elements", DEFINITION,
                  "keys", DEFINITION,
                  "values", DEFINITION),
              VALIDATORS));

  /** The checks: null where they are absent, so that their own check runs over {@code {}}. */
  private static final List<Map<String, ?>> CHECKS =
      filled(
          fields(
              "at_least_one_of", TEXTS,
              "conditional",
                  record(
                      fields(
                          "if_field", TEXT,
                          "if_match", record(MATCH),
                          "then_field", TEXT,
                          "then_match", record(MATCH),
                          "then_err", TEXT)),
              "conditional_at_least_one_of",
                  record(
                      fields(
                          "if_field", TEXT,
                          "if_match", record(MATCH),
                          "then_at_least_one_of", TEXTS,
                          "then_err", TEXT,
                          "else_match", record(MATCH),
                          "else_then_at_least_one_of", TEXTS,
                          "else_then_err", TEXT)),
              "custom_entity_check",
                  record(
                      fields(
                          "field_sources", TEXTS,
                          "fn", FUNCTION,
                          "run_with_missing_fields", FLAG,
                          "run_with_invalid_fields", FLAG)),
              "distinct", TEXTS,
              "mutually_exclusive", TEXTS,
              "mutually_exclusive_sets", record(fields("set1", TEXTS, "set2", TEXTS)),
              "mutually_required", TEXTS,
              "only_one_of", TEXTS));

  /** The names of the checks over several fields. */
  static final List<String> CHECK_NAMES = names(CHECKS);

  private static final Map<String, Object> ENTITY_CHECKS =
      of(
          "array",
          "elements",
          with(record(CHECKS), "entity_checks", List.of(Map.of("only_one_of", CHECK_NAMES))));

  private static final Map<String, Object> FIELDS = named(DEFINITION);

  private static final List<Map<String, ?>> PARTS =
      fields(
          "elements", DEFINITION,
          "keys", DEFINITION,
          "values", DEFINITION,
          "fields", FIELDS,
          "entity_checks", ENTITY_CHECKS);

  private static final List<Map<String, ?>> ATTRIBUTES =
      fields(
          "required", FLAG,
          "default", ANY,
          "auto", FLAG,
          "time_ordered", FLAG,
          "unique", FLAG,
          "unique_across_ws", FLAG,
          "index", FLAG,
          "immutable", FLAG,
          "abstract", FLAG,
          "secret", FLAG,
          "encrypted", FLAG,
          "referenceable", FLAG,
          "generate_admin_api", FLAG,
          "reference", TEXT,
          "on_delete", with(TEXT, "one_of", List.of("restrict", "cascade", "null")),
          "err", TEXT,
          "description", TEXT);

  private static final Map<String, Object> SHORTHANDS =
      named(
          record(
              join(
                  List.of(
                      fields(
                          "type", with(TEXT, "required", true, "one_of", SHORTHAND_TYPES),
                          "func", with(FUNCTION, "required", true)),
                      ATTRIBUTES,
                      VALIDATORS,
                      PARTS))));

  private static final Map<String, Object> TRANSFORMATIONS =
      of(
          "array",
          "elements",
          with(
              record(
                  fields(
                      "input", TEXTS,
                      "needs", TEXTS,
                      "on_write", FUNCTION,
                      "on_read", FUNCTION)),
              "entity_checks",
              List.of(Map.of("at_least_one_of", List.of("on_write", "on_read")))));

  private static final List<Map<String, ?>> FIELD =
      join(
          List.of(
              fields("type", with(TEXT, "required", true, "one_of", TYPES)),
              ATTRIBUTES,
              VALIDATORS,
              PARTS,
              fields("shorthand_fields", SHORTHANDS)));

  private static final Check.Rule COMPLETE = values -> null;

  private static final List<Map<String, ?>> COMMON =
      fields(
          "name", of("string", "required", true, "nilable", false),
          "fields", with(FIELDS, "nilable", false),
          "entity_checks", ENTITY_CHECKS,
          "shorthand_fields", SHORTHANDS,
          "transformations", TRANSFORMATIONS,
          "check", FUNCTION);

  private static final List<Map<String, ?>> SCHEMA =
      join(
          List.of(
              COMMON,
              fields(
                  "primary_key", with(TEXTS, "required", true, "nilable", false),
                  "endpoint_key", TEXT,
                  "cache_key", TEXTS,
                  "workspaceable", FLAG,
                  "ttl", FLAG,
                  "db_export", FLAG,
                  "generate_admin_api", FLAG,
                  "admin_api_name", TEXT,
                  "admin_api_nested_name", TEXT,
                  "table_name", TEXT,
                  "dao", TEXT,
                  "subschema_key", TEXT,
                  "subschema_error", TEXT,
                  "subschemas", named(ANY))));

  private DefinitionSchema() {}

  /** Returns what the definition of a field is. */
  static FieldNode field() {
    return Compiled.FIELD;
  }

  /** Returns what the definition of a schema is. */
  static RecordSchema schema() {
    return Compiled.SCHEMA;
  }

  /** Returns what the definition of a subschema is. */
  static RecordSchema subschema() {
    return Compiled.SUBSCHEMA;
  }

  /** Returns the attributes that a field may have. */
  static List<String> attributes() {
    return names(FIELD);
  }

  /** Returns the properties that a schema may have. */
  static List<String> properties() {
    return names(SCHEMA);
  }

  /** The compiled forms: they refer to each other, so they are made when first needed. */
  private static final class Compiled {
    private static final NodeCompiler COMPILER = new NodeCompiler(reference -> null);

    static final FieldNode FIELD =
        COMPILER.compile(
            "field",
            new Attributes(
                new LinkedHashMap<>(
                    with(
                        record(DefinitionSchema.FIELD),
                        "entity_checks",
                        List.of(
                            Map.of(
                                "conditional",
                                Map.of(
                                    "if_field",
                                    "unique_across_ws",
                                    "if_match",
                                    Map.of("eq", true),
                                    "then_field",
                                    "unique",
                                    "then_match",
                                    Map.of("eq", true, "required", true))))))));

    static final RecordSchema SCHEMA = whole(DefinitionSchema.SCHEMA);
    static final RecordSchema SUBSCHEMA = whole(COMMON);

    private static RecordSchema whole(List<Map<String, ?>> fields) {
      return COMPILER.record(
          new Attributes(new LinkedHashMap<>(with(record(fields), "check", COMPLETE))),
          null,
          List.of(),
          false);
    }
  }

  private static Map<String, Object> of(String type, Object... attributes) {
    return with(Map.of("type", type, "nilable", true), attributes);
  }

  private static Map<String, Object> record(List<Map<String, ?>> fields) {
    return of("record", "fields", fields);
  }

  /** Returns a list of one-key maps from names to what is given. */
  private static Map<String, Object> named(Map<String, Object> value) {
    return of("array", "elements", of("map", "keys", of("string"), "values", value, "len_eq", 1L));
  }

  private static Map<String, Object> with(Map<String, Object> base, Object... attributes) {
    Map<String, Object> map = new LinkedHashMap<>(base);
    for (int i = 0; i < attributes.length; i += 2) {
      map.put((String) attributes[i], attributes[i + 1]);
    }
    return map;
  }

  private static List<Map<String, ?>> fields(Object... namesAndDefinitions) {
    List<Map<String, ?>> fields = new ArrayList<>();
    for (int i = 0; i < namesAndDefinitions.length; i += 2) {
      fields.add(Map.of((String) namesAndDefinitions[i], namesAndDefinitions[i + 1]));
    }
    return fields;
  }

  private static List<Map<String, ?>> join(List<List<Map<String, ?>>> lists) {
    List<Map<String, ?>> joined = new ArrayList<>();
    lists.forEach(joined::addAll);
    return List.copyOf(joined);
  }

  @SuppressWarnings("unchecked") // made by this class
  private static List<Map<String, ?>> filled(List<Map<String, ?>> fields) {
    List<Map<String, ?>> filled = new ArrayList<>();
    fields.forEach(
        field ->
            field.forEach(
                (name, definition) ->
                    filled.add(
                        Map.of(name, with((Map<String, Object>) definition, "nilable", false)))));
    return filled;
  }

  private static List<String> names(List<Map<String, ?>> fields) {
    return fields.stream().map(field -> field.keySet().iterator().next()).sorted().toList();
  }
}
