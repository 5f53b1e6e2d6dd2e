/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An exported JSON Schema beside the engine it was exported from. It must never refuse what the
 * engine takes, and has to refuse what the engine refuses for a rule that it says.
 *
 * <p>It does not say: what its own notes list; of lengths, those of texts beyond ASCII and of sets
 * sent with repetitions; the character NUL; what a set selects whose first element selects nothing.
 * Numbers that do not fit 64 bits are not compared, since the validator has none.
 */
final class JsonSchemaComparison {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema METASCHEMA =
      REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

  private final RecordSchema schema;
  private final JsonSchema exported;
  private final Schema validator;

  JsonSchemaComparison(RecordSchema schema) {
    this.schema = schema;
    this.exported = JsonSchema.of("test", schema);
    this.validator = REGISTRY.getSchema(exported.toJson(), InputFormat.JSON);
  }

  /** Returns why the document is no JSON Schema; empty when it is one. */
  String malformed() {
    return METASCHEMA.validate(exported.toJson(), InputFormat.JSON).toString();
  }

  /** Says whether the document takes the input. */
  boolean takes(Map<?, ?> input) {
    return validator.validate(Json.write(null, input), InputFormat.JSON).isEmpty();
  }

  /** Returns how the document and the engine differ over an input; null when they do not. */
  @Nullable String difference(Map<?, ?> input) {
    return difference(input, new TreeSet<>());
  }

  /** The same, noting the rules that the engine refuses the input for and the document does not. */
  @Nullable String difference(Map<?, ?> input, Set<String> unsaid) {
    List<Violation> violations = violations(input);
    boolean takes = takes(input);
    if (violations.isEmpty()) {
      return takes ? null : told("refuses what the engine takes", violations, input);
    }
    if (!takes) {
      return null;
    }
    if (violations.stream().anyMatch(violation -> isSaid(violation, input))) {
      return told("takes what the engine refuses", violations, input);
    }
    violations.forEach(violation -> unsaid.add(violation.rule()));
    return null;
  }

  private List<Violation> violations(Map<?, ?> input) {
    Draft sent = Objects.requireNonNull(schema.load(input));
    ErrorTable wrong = new ErrorTable();
    Draft completed = schema.process(sent, JsonSchemaValues.INSERT, wrong);
    ErrorTable table =
        wrong.isEmpty() ? schema.validate(completed, true, false, sent, null) : wrong;
    List<Violation> violations = new ArrayList<>();
    if (table != null) {
      table.toViolations().forEach(violations::add);
    }
    return violations;
  }

  private boolean isSaid(Violation violation, Map<?, ?> input) {
    LeftOut at = exported.leftOut();
    for (String part : violation.path().split("\\.", -1)) {
      at = at.at(part.matches("[0-9]+") ? "*" : part);
    }
    boolean exact = !at.partly().contains(violation.rule()) || !hasMore(input);
    return exact
        && !at.wholly().contains(violation.rule())
        && !violation.rule().equals("nul")
        && !selectsLate(input);
  }

  /** Says whether a text has more bytes than characters, or a list has an element twice. */
  private static boolean hasMore(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(JsonSchemaComparison::hasMore);
    }
    if (value instanceof Collection<?> list) {
      return new HashSet<>(list).size() < list.size()
          || list.stream().anyMatch(JsonSchemaComparison::hasMore);
    }
    return value instanceof String text && text.length() < Lua.length(text);
  }

  private boolean selectsLate(Map<?, ?> input) {
    Subschemas subschemas = schema.subschemas();
    return subschemas != null
        && input.get(subschemas.key()) instanceof List<?> list
        && !list.isEmpty()
        && !subschemas.byValue().containsKey(String.valueOf(list.get(0)));
  }

  private String told(String what, List<Violation> violations, Map<?, ?> input) {
    return what
        + ": "
        + Json.write(null, input)
        + " "
        + violations.stream().map(one -> one + " [" + one.rule() + "]").toList()
        + "\n"
        + exported.toJson();
  }
}
