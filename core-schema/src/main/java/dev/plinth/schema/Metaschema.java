/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a correct definition is. Finds every problem of one at once, each with its path: first its
 * structure, then the model's rules over it, then those that only Plinth has.
 */
final class Metaschema {
  /** Lists that null is structurally good for, at which the model breaks down. */
  private static final List<String> LISTS = List.of("cache_key", "transformations", "fields");

  private Metaschema() {}

  /**
   * Checks the definition of a schema.
   *
   * @throws SchemaException when it is not correct
   */
  static void check(Map<String, @Nullable Object> definition) {
    Findings findings = judge(new Attributes(definition));
    if (!findings.isEmpty()) {
      throw new SchemaException(subject(definition), findings.problems());
    }
  }

  /** Returns what messages call a definition. */
  static String subject(Map<String, @Nullable Object> definition) {
    return definition.get("name") instanceof String name && !name.isEmpty()
        ? "schema '" + name + "'"
        : "schema";
  }

  /** Returns what is wrong with the definition of a schema. */
  static Findings judge(Attributes schema) {
    Findings findings = structure(DefinitionSchema.schema(), schema, "primary_key");
    new DefinitionRules(findings).checkSchema(schema);
    new StricterRules(findings).checkSchema(schema);
    schema
        .entries("subschemas")
        .forEach(
            (value, subschema) ->
                checkSubschema(findings, schema, value, Attributes.of(subschema)));
    return findings;
  }

  /** Returns what is wrong with the definition of a subschema, whatever its parent. */
  static Findings judgeSubschema(Attributes subschema) {
    Findings findings = structure(DefinitionSchema.subschema(), subschema, "name");
    new DefinitionRules(findings).checkSubschema(subschema);
    return findings;
  }

  private static void checkSubschema(
      Findings findings, Attributes schema, String value, Attributes subschema) {
    String path = "subschemas." + value;
    if (!schema.isSet("subschema_key")) {
      findings.addStricter(
          path, "entities of type '" + schema.get("name") + "' cannot have subschemas");
    }
    Attributes named = subschema.has("name") ? subschema : subschema.with("name", value);
    Findings part = judgeSubschema(named);
    new StricterRules(part).checkSubschema(named, NodeCompiler.fields(schema));
    findings.addPart(path, part);
  }

  private static Findings structure(RecordSchema kind, Attributes definition, String also) {
    Findings findings = new Findings(definition.map());
    Draft draft = java.util.Objects.requireNonNull(kind.load(definition.map()));
    ErrorTable wrong = kind.validate(draft, true, false, null, null);
    if (wrong != null) {
      findings.addAll(wrong);
    }
    for (String list : LISTS) {
      if (definition.has(list) && !definition.isSet(list)) {
        findings.addStricter(list, "expected an array");
      }
    }
    if (!List.of("name", "fields", also).stream().allMatch(definition::has)) {
      findings.closeTree();
    }
    return findings;
  }
}
