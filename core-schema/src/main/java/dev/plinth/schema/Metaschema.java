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
 * What a correct declaration is. Finds every problem of one, each with its path. For one
 * declaration, on one thread.
 */
final class Metaschema {
  private static final Set<String> PROPERTIES =
      Set.of(
          "name",
          "primary_key",
          "endpoint_key",
          "cache_key",
          "workspaceable",
          "ttl",
          "db_export",
          "generate_admin_api",
          "admin_api_name",
          "admin_api_nested_name",
          "table_name",
          "dao",
          "subschema_key",
          "subschema_error",
          "fields",
          "entity_checks",
          "check",
          "shorthand_fields",
          "transformations",
          "subschemas");
  private static final Set<String> TEXTS =
      Set.of(
          "name",
          "endpoint_key",
          "admin_api_name",
          "admin_api_nested_name",
          "table_name",
          "dao",
          "subschema_key",
          "subschema_error");
  private static final Set<String> FLAGS =
      Set.of("workspaceable", "ttl", "db_export", "generate_admin_api");
  private static final Set<String> CHECKS =
      Set.of(
          "at_least_one_of",
          "only_one_of",
          "distinct",
          "mutually_required",
          "mutually_exclusive",
          "mutually_exclusive_sets",
          "conditional",
          "conditional_at_least_one_of",
          "custom_entity_check");

  private final Attributes declared;
  private final Map<String, Attributes> fields;
  private final List<String> problems = new ArrayList<>();

  private Metaschema(Attributes declared) {
    this.declared = declared;
    this.fields = NodeCompiler.fields(declared);
  }

  /**
   * Checks a declaration.
   *
   * @throws SchemaException when it is not correct
   */
  static void check(Map<String, @Nullable Object> definition) {
    Metaschema metaschema = new Metaschema(new Attributes(definition));
    metaschema.check();
    if (!metaschema.problems.isEmpty()) {
      Object name = definition.get("name");
      throw new SchemaException(
          name instanceof String ? "schema '" + name + "'" : "schema", metaschema.problems);
    }
  }

  private void check() {
    declared.map().keySet().stream()
        .filter(property -> !PROPERTIES.contains(property))
        .forEach(property -> problem(property, "unknown field"));
    TEXTS.stream()
        .filter(declared::isSet)
        .filter(property -> declared.text(property) == null)
        .forEach(property -> problem(property, "expected a string"));
    FLAGS.stream()
        .filter(declared::isSet)
        .filter(property -> !(declared.get(property) instanceof Boolean))
        .forEach(property -> problem(property, "expected a boolean"));
    if (declared.text("name") == null || "".equals(declared.text("name"))) {
      problem("name", "required field missing");
    }
    new FieldChecks(problems).checkAll(declared, "");
    checkNames();
    checkEntityChecks(declared, fields, "");
    checkSubschemas();
    if (problems.isEmpty()) {
      checkDefaults();
    }
  }

  private void problem(String path, String message) {
    problems.add(path + ": " + message);
  }

  private void checkNames() {
    if (declared.list("primary_key").isEmpty()) {
      problem("primary_key", "required field missing");
    }
    for (String property : List.of("primary_key", "cache_key")) {
      for (String name : declared.texts(property)) {
        if (!fields.containsKey(name)) {
          problem(property, "there is no field '" + name + "'");
        }
      }
    }
    for (String property : List.of("endpoint_key", "subschema_key")) {
      String name = declared.text(property);
      if (name != null && !fields.containsKey(name)) {
        problem(property, "value must be a field name");
      }
    }
    List<String> cacheKey = declared.texts("cache_key");
    if (cacheKey.size() == 1 && !NodeCompiler.find(fields, cacheKey.get(0)).isTrue("unique")) {
      problem("cache_key", "a field used as a single cache key must be unique");
    }
    String subschemaKey = declared.text("subschema_key");
    if (subschemaKey != null
        && fields.containsKey(subschemaKey)
        && !Set.of("string", "set")
            .contains(String.valueOf(NodeCompiler.find(fields, subschemaKey).get("type")))) {
      problem("subschema_key", "must be a string or set field");
    }
    if (declared.isTrue("ttl") && fields.containsKey("ttl")) {
      problem("ttl", "ttl is a reserved field name when ttl is enabled");
    }
  }

  private void checkEntityChecks(Attributes owner, Map<String, Attributes> known, String prefix) {
    List<?> checks = owner.list("entity_checks");
    for (int i = 0; i < checks.size(); i++) {
      Map<String, @Nullable Object> check = Attributes.of(checks.get(i)).map();
      String path = prefix + "entity_checks." + (i + 1);
      if (check.size() != 1 || !CHECKS.containsAll(check.keySet())) {
        problem(
            path,
            "exactly one of these must be there: "
                + String.join(", ", CHECKS.stream().sorted().toList()));
        continue;
      }
      check.forEach(
          (name, argument) ->
              names(name, argument).stream()
                  .filter(field -> !isKnown(known, field))
                  .forEach(
                      field -> problem(path + "." + name, "there is no field '" + field + "'")));
    }
  }

  private static boolean isKnown(Map<String, Attributes> known, String name) {
    int dot = name.indexOf('.');
    Attributes field = known.get(dot < 0 ? name : name.substring(0, dot));
    return field != null
        && (dot < 0
            || field.isTrue("abstract")
            || isKnown(NodeCompiler.fields(field), name.substring(dot + 1)));
  }

  private static List<String> names(String check, @Nullable Object argument) {
    if (argument instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    Attributes attributes = Attributes.of(argument);
    List<String> names = new ArrayList<>();
    for (String source : List.of("if_field", "then_field")) {
      String name = attributes.text(source);
      if (name != null) {
        names.add(name);
      } else if (check.equals("conditional")
          || (check.equals("conditional_at_least_one_of") && source.equals("if_field"))) {
        names.add(source + " (missing)");
      }
    }
    for (String source :
        List.of(
            "then_at_least_one_of", "else_then_at_least_one_of", "set1", "set2", "field_sources")) {
      names.addAll(attributes.texts(source));
    }
    return names;
  }

  private void checkSubschemas() {
    declared
        .entries("subschemas")
        .forEach(
            (value, tree) -> {
              Attributes subschema = Attributes.of(tree);
              String prefix = "subschemas." + value + ".";
              if (declared.text("subschema_key") == null) {
                problem(
                    prefix.substring(0, prefix.length() - 1),
                    "entities of type '" + declared.get("name") + "' cannot have subschemas");
              }
              Map<String, Attributes> known = new LinkedHashMap<>(fields);
              NodeCompiler.fields(subschema)
                  .forEach((name, attributes) -> checkSpecialized(known, name, attributes, prefix));
              new FieldChecks(problems).checkAll(subschema, prefix);
              checkEntityChecks(subschema, known, prefix);
            });
  }

  private void checkSpecialized(
      Map<String, Attributes> known, String name, Attributes attributes, String prefix) {
    Attributes parent = known.put(name, attributes);
    if (parent == null) {
      problem(prefix + name, "cannot create a new field");
    } else if (!String.valueOf(parent.get("type")).equals(attributes.get("type"))) {
      problem(prefix + name, "cannot change type in a specialized field");
    }
  }

  private void checkDefaults() {
    NodeCompiler compiler = new NodeCompiler(reference -> null);
    fields.forEach(
        (name, attributes) -> {
          FieldNode node;
          try {
            node = compiler.compile(name, attributes);
          } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
            problem("fields." + name, String.valueOf(e.getMessage()));
            return;
          }
          if (node.hasDefault && !node.isAbstract) {
            Object value =
                node.fill(new Context(Context.Purpose.INSERT, java.time.Clock.systemUTC()));
            Object wrong = node.validate(value, false);
            if (wrong != null) {
              problem(
                  "fields." + name + ".default",
                  ErrorTable.of("default", wrong).toViolations().iterator().next().message());
            }
          }
        });
  }
}
