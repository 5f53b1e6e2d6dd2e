/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One recorded verdict on a definition: of a schema, of a subschema, or of making a schema. */
final class GoldenDefinition {
  private static final Set<String> OPERATIONS = Set.of("metaschema", "metasubschema");

  private GoldenDefinition() {}

  static boolean concerns(Attributes recorded) {
    return OPERATIONS.contains(String.valueOf(recorded.get("op")));
  }

  static GoldenCase.Answer run(Attributes recorded) {
    Attributes definition = Attributes.of(GoldenCase.expand(recorded.get("input")));
    Findings findings =
        "metaschema".equals(recorded.get("op"))
            ? Metaschema.judge(definition)
            : Metaschema.judgeSubschema(definition);
    Object errors = findings.tree().isEmpty() ? findings.problems() : findings.tree().toTree();
    return new GoldenCase.Answer(findings.isEmpty(), findings.isEmpty() ? null : errors, null);
  }

  /** Makes a schema of its definition, and those that it depends on, as an application would. */
  static @Nullable String difference(Attributes recorded) {
    List<String> problems = new ArrayList<>();
    try {
      List<Schema> schemas = new ArrayList<>();
      recorded.list("depends").forEach(depended -> schemas.add(schema(depended)));
      schemas.add(schema(recorded.get("schema")));
      SchemaSet.of(schemas);
    } catch (SchemaException e) {
      problems.addAll(e.problems());
    }
    if (problems.isEmpty() != recorded.isTrue("ok")) {
      return "answered " + problems;
    }
    String error = recorded.text("construct_error");
    if (error == null || !error.matches("(error in definition of|schema refers to) .*")) {
      return null;
    }
    String text = error.replaceFirst("^error in definition of '[^']*': ", "");
    return problems.stream().anyMatch(problem -> problem.endsWith(text))
        ? null
        : "answered " + problems;
  }

  private static Schema schema(@Nullable Object recorded) {
    Attributes definition = Attributes.of(GoldenCase.expand(recorded));
    if (!definition.has("primary_key")) {
      definition =
          definition.with(
              "primary_key", NodeCompiler.fields(definition).keySet().stream().limit(1).toList());
    }
    definition.map().remove("kind");
    return Schema.checked(definition.map());
  }
}
