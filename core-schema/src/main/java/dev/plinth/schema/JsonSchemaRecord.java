/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record, and the rules over them, in the words of JSON Schema. */
final class JsonSchemaRecord {
  /** Where the rules over several fields are broken. */
  static final String WHOLE = ErrorTable.WHOLE;

  private static final JsonSchemaValues VALUES = new JsonSchemaValues(true);

  private final RecordSchema schema;
  private final LeftOut leftOut;
  private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
  private final List<Object> conditions = new ArrayList<>();
  private Object required = JsonTerms.ANYTHING;

  private JsonSchemaRecord(RecordSchema schema, LeftOut leftOut) {
    this.schema = schema;
    this.leftOut = leftOut;
  }

  /** Returns the term for an entity. */
  static Object of(RecordSchema schema, LeftOut leftOut) {
    return nested(schema, false, leftOut);
  }

  /**
   * Returns the term for a record.
   *
   * @param besides whether the term is to say nothing of null and empty arrays but their type
   */
  static Object nested(RecordSchema schema, boolean besides, LeftOut leftOut) {
    JsonSchemaRecord record = new JsonSchemaRecord(schema, leftOut);
    record.collect();
    List<Object> terms = new ArrayList<>();
    terms.add(record.fields());
    terms.add(record.required);
    if (besides) {
      terms.add(
          JsonTerms.when(JsonTerms.term("type", "object"), JsonTerms.allOf(record.conditions)));
    } else {
      terms.addAll(record.conditions);
    }
    terms.add(JsonSchemaNotes.ofWhole(leftOut));
    return JsonTerms.allOf(terms);
  }

  private void collect() {
    RecordCase plain = RecordCase.plain(schema);
    JsonSchemaCases cases = new JsonSchemaCases(schema, leftOut);
    List<String> ordinary = new ArrayList<>();
    for (String name : plain.names()) {
      if (cases.isSpecial(name)) {
        properties.put(name, cases.property(name));
      } else {
        properties.put(name, property(plain, name, leftOut));
        ordinary.add(name);
      }
    }
    required = required(plain, ordinary);
    JsonSchemaChecks checks =
        new JsonSchemaChecks(plain, NodeCompiler.fields(schema.declared()), leftOut);
    for (Object check : schema.declared().list("entity_checks")) {
      if (!cases.concern(check)) {
        conditions.add(checks.term(check));
      }
    }
    conditions.addAll(cases.terms());
    transformations();
    if (schema.declared().get("check") != null) {
      leftOut.at(WHOLE).add("check");
    }
    if (!schema.shorthands().isEmpty()) {
      unlessShorthand();
    }
  }

  /** Returns the term for a field of a record, with what is told of it. */
  static Object property(RecordCase record, String name, LeftOut leftOut) {
    return JsonSchemaNotes.of(
        record.judge(record.place(name)), values(record, name, leftOut), leftOut.at(name));
  }

  /** Returns the term for the values of a field of a record. */
  static Object values(RecordCase record, String name, LeftOut leftOut) {
    int place = record.place(name);
    boolean takesNull = record.takes(place, null);
    if (record.isUnjudged(place)) {
      return takesNull ? JsonTerms.ANYTHING : JsonTerms.not(JsonTerms.term("type", "null"));
    }
    return VALUES.of(record.judge(place), takesNull, leftOut.at(name));
  }

  /** Returns the term for the fields that have to be there. */
  static Object required(RecordCase record, List<String> names) {
    List<String> required =
        names.stream().filter(name -> !record.takes(record.place(name), Absent.VALUE)).toList();
    return required.isEmpty() ? JsonTerms.ANYTHING : JsonTerms.term("required", required);
  }

  private Object fields() {
    for (ShorthandNode shorthand : schema.shorthands()) {
      LeftOut here = leftOut.at(shorthand.name());
      Object value =
          new JsonSchemaValues(false).nested(shorthand.field(), shorthand.field().required, here);
      properties.put(shorthand.name(), JsonSchemaNotes.ofShorthand(shorthand, value, here));
    }
    if (schema.hasTtl()) {
      properties.putIfAbsent("ttl", JsonSchemaNotes.TTL);
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", "object");
    fields.put("properties", properties);
    if (!properties.containsKey("updated_at")) {
      fields.put("patternProperties", JsonTerms.term("^updated_at$", true));
    }
    fields.put("additionalProperties", false);
    return fields;
  }

  /** Makes what holds over several fields hold unless a shorthand is sent, which may set any. */
  private void unlessShorthand() {
    Object sent =
        JsonTerms.anyOf(
            schema.shorthands().stream()
                .map(one -> JsonTerms.has(one.name(), JsonTerms.ANYTHING))
                .toList());
    conditions.add(0, required);
    Object all = JsonTerms.allOf(conditions);
    conditions.clear();
    conditions.add(JsonTerms.choose(sent, JsonTerms.ANYTHING, all));
    required = JsonTerms.ANYTHING;
  }

  private void transformations() {
    for (TransformationNode transformation : schema.transformations()) {
      Object term = transformation.inputs().isEmpty() ? null : together(transformation);
      if (term == null) {
        leftOut.at(WHOLE).add("transformation");
      } else {
        conditions.add(term);
      }
    }
  }

  /** Returns the term for fields that belong together; null when one is not a plain field. */
  private @Nullable Object together(TransformationNode transformation) {
    JsonSchemaPaths paths = new JsonSchemaPaths(RecordCase.plain(schema));
    List<String> all = new ArrayList<>(transformation.inputs());
    all.addAll(transformation.needs());
    List<Object> sent = new ArrayList<>();
    for (String name : all) {
      int place = schema.layout().place(name);
      if (place < 0
          || schema.field(place) instanceof RecordNode
          || schema.field(place).declared.isTrue("auto")) {
        return null;
      }
      sent.add(java.util.Objects.requireNonNull(paths.nonEmpty(name)));
    }
    return JsonTerms.when(
        JsonTerms.anyOf(sent.subList(0, transformation.inputs().size())), JsonTerms.allOf(sent));
  }
}
