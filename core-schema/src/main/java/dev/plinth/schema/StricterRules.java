/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a definition that the model does not have, and pays for when it runs: a key or a
 * check that names no field, a field declared twice, a reference to nothing, a pattern that is
 * none, a subschema that does not fit.
 */
final class StricterRules {
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "conditional", List.of("if_field", "if_match", "then_field", "then_match"),
          "conditional_at_least_one_of", List.of("if_field", "if_match"),
          "mutually_exclusive_sets", List.of("set1", "set2"),
          "custom_entity_check", List.of("field_sources", "fn"));
  private static final List<String> ONE_NAME = List.of("if_field", "then_field");
  private static final List<String> MANY_NAMES =
      List.of("then_at_least_one_of", "else_then_at_least_one_of", "set1", "set2", "field_sources");

  private final Findings findings;

  StricterRules(Findings findings) {
    this.findings = findings;
  }

  /** Checks a schema, its subschemas apart. */
  void checkSchema(Attributes schema) {
    Map<String, Attributes> fields = NodeCompiler.fields(schema);
    checkPrimaryKey(schema.list("primary_key"), fields);
    checkParts(schema, "", fields);
    fields.forEach(this::checkArguments);
  }

  /** Checks what a subschema makes of the fields of its parent. */
  void checkSubschema(Attributes subschema, Map<String, Attributes> parent) {
    Map<String, Attributes> own = NodeCompiler.fields(subschema);
    Map<String, Attributes> known = new LinkedHashMap<>(parent);
    own.forEach(
        (name, field) -> {
          Attributes before = known.put(name, field);
          if (before == null) {
            findings.addStricter(name, "cannot create a new field");
          } else if (!hasTypeOf(field, before)) {
            findings.addStricter(name, "cannot change type in a specialized field");
          }
        });
    parent.forEach(
        (name, field) -> {
          if (field.isTrue("abstract") && field.isTrue("required") && !own.containsKey(name)) {
            findings.addStricter(name, "abstract field was not specialized");
          }
        });
    checkParts(subschema, "", known);
    own.forEach(this::checkArguments);
  }

  private static boolean hasTypeOf(Attributes field, Attributes other) {
    if (!String.valueOf(field.get("type")).equals(String.valueOf(other.get("type")))) {
      return false;
    }
    for (String part : List.of("elements", "keys", "values")) {
      if (other.isSet(part) && !hasTypeOf(field.nested(part), other.nested(part))) {
        return false;
      }
    }
    return true;
  }

  private void checkPrimaryKey(List<?> names, Map<String, Attributes> fields) {
    if (names.isEmpty()) {
      findings.addStricter("primary_key", "name one field at least");
    }
    Set<Object> seen = new HashSet<>();
    for (Object name : names) {
      if (!(name instanceof String text) || !fields.containsKey(text)) {
        findings.addStricter("primary_key", "there is no field '" + name + "'");
      } else if (!seen.add(name)) {
        findings.addStricter("primary_key", "names '" + name + "' twice");
      }
    }
  }

  private void checkParts(Attributes owner, String path, Map<String, Attributes> known) {
    Set<Object> seen = new HashSet<>();
    for (Object entry : owner.list("fields")) {
      if (entry instanceof Map<?, ?> one && one.size() == 1) {
        Object name = one.keySet().iterator().next();
        String under = path + "fields." + name;
        if (!seen.add(name)) {
          findings.addStricter(under, "is declared twice");
        }
        checkField(Attributes.of(one.values().iterator().next()), under);
      }
    }
    checkChecks(owner.list("entity_checks"), path + "entity_checks.", known);
  }

  private void checkField(Attributes field, String path) {
    Object type = field.get("type");
    if ("foreign".equals(type) && field.text("reference") == null) {
      findings.addStricter(path + ".reference", "field of type 'foreign' must declare 'reference'");
    }
    if ("map".equals(type) && !"string".equals(field.nested("keys").get("type"))) {
      findings.addStricter(path + ".keys.type", "keys of a map are strings");
    }
    for (String part : List.of("elements", "keys", "values")) {
      if (field.isSet(part)) {
        checkField(field.nested(part), path + "." + part);
      }
    }
    checkParts(field, path + ".", NodeCompiler.fields(field));
  }

  private void checkChecks(List<?> checks, String path, Map<String, Attributes> known) {
    for (int i = 0; i < checks.size(); i++) {
      String under = path + (i + 1) + ".";
      Attributes.of(checks.get(i))
          .map()
          .forEach((check, argument) -> checkCheck(check, argument, under + check, known));
    }
  }

  private void checkCheck(
      String check, @Nullable Object argument, String path, Map<String, Attributes> known) {
    if (argument instanceof List<?> names) {
      names.forEach(name -> checkName(name, path, known));
      return;
    }
    Attributes attributes = Attributes.of(argument);
    for (String needed : NEEDED.getOrDefault(check, List.of())) {
      if (argument instanceof Map<?, ?> && !attributes.isSet(needed)) {
        findings.addStricter(path + "." + needed, "required field missing");
      }
    }
    for (String property : ONE_NAME) {
      if (attributes.isSet(property)) {
        checkName(attributes.get(property), path + "." + property, known);
      }
    }
    for (String property : MANY_NAMES) {
      attributes.list(property).forEach(name -> checkName(name, path + "." + property, known));
    }
  }

  private void checkName(@Nullable Object name, String path, Map<String, Attributes> known) {
    if (name instanceof String text && !isKnown(known, text)) {
      findings.addStricter(path, "there is no field '" + text + "'");
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

  /** Compiles a field to find arguments of the right type that still do not work. */
  private void checkArguments(String name, Attributes field) {
    if (findings.concern("fields." + name)) {
      return;
    }
    try {
      new NodeCompiler(reference -> null).compile(name, field);
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      findings.addStricter("fields." + name, String.valueOf(e.getMessage()));
    }
  }
}
