/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One recorded case, run against the engine: what it was asked, and what ours answers. */
final class GoldenCase {
  private final Attributes recorded;
  private final Map<String, RecordSchema> types = new LinkedHashMap<>();
  private final @Nullable SchemaSet entities;

  /** What an operation answered. */
  record Answer(boolean ok, @Nullable Object errors, @Nullable Object output) {}

  GoldenCase(@Nullable Object line) {
    this(line, null);
  }

  /** Makes the case; schemas of the model's own entities are taken from those given. */
  GoldenCase(@Nullable Object line, @Nullable SchemaSet entities) {
    this.recorded = Attributes.of(line);
    this.entities = entities;
  }

  String id() {
    return Objects.requireNonNull(recorded.text("id"));
  }

  Attributes recorded() {
    return recorded;
  }

  /** Returns the names of the model's own entities that the case is about. */
  Set<String> entities() {
    Set<String> names = new LinkedHashSet<>();
    List<@Nullable Object> schemas = new ArrayList<>(recorded.list("depends"));
    schemas.add(recorded.get("schema"));
    for (Object schema : schemas) {
      String name = Attributes.of(schema).text("entity");
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** Returns the schema of the case, with those that it depends on. */
  RecordSchema schema() {
    for (Object depended : recorded.list("depends")) {
      type(depended);
    }
    return type(recorded.get("schema"));
  }

  Answer run() {
    RecordSchema schema = schema();
    Object input = recorded.get("input");
    Draft draft = input == null || input instanceof String ? null : schema.load(input);
    String op = Objects.requireNonNull(recorded.text("op"));
    if (draft == null) {
      return new Answer(false, null, null);
    }
    return switch (op) {
      case "validate_insert", "validate_upsert" ->
          answer(schema.validate(draft, true, false, null, null), null);
      case "validate_update" -> answer(schema.validate(draft, false, true, null, null), null);
      case "validate_primary_key" ->
          answer(schema.key().validate(draft.toMap(), recorded.isTrue("ignore_others")), null);
      case "process_auto_fields" -> process(schema, draft, context());
      case "insert" -> write(schema, draft, Context.Purpose.INSERT);
      case "upsert" -> write(schema, draft, Context.Purpose.UPSERT);
      case "update" -> update(schema, draft, existing(schema));
      case "merge_values" -> answer(null, tree(schema.merge(draft, existing(schema))));
      case "validate_immutable_fields" ->
          answer(schema.validateImmutable(draft, existing(schema)), null);
      default -> throw new IllegalArgumentException(op);
    };
  }

  private Context context() {
    Context.Purpose purpose =
        switch (String.valueOf(recorded.text("context"))) {
          case "insert" -> Context.Purpose.INSERT;
          case "upsert" -> Context.Purpose.UPSERT;
          case "update" -> Context.Purpose.UPDATE;
          case "select" -> Context.Purpose.SELECT;
          default -> Context.Purpose.PLAIN;
        };
    return new Context(purpose, Clock.systemUTC(), recorded.isTrue("nulls"));
  }

  private static Answer process(RecordSchema schema, Draft draft, Context context) {
    ErrorTable errors = new ErrorTable();
    Draft processed = schema.process(draft, context, errors);
    return errors.isEmpty() ? answer(null, tree(processed)) : answer(errors, null);
  }

  private static Answer write(RecordSchema schema, Draft draft, Context.Purpose purpose) {
    ErrorTable errors = new ErrorTable();
    Draft processed = schema.process(draft, new Context(purpose, Clock.systemUTC()), errors);
    if (!errors.isEmpty()) {
      return answer(errors, null);
    }
    return transformed(
        schema, processed, draft, schema.validate(processed, true, false, draft, null));
  }

  private static Answer update(RecordSchema schema, Draft draft, Draft existing) {
    ErrorTable errors = new ErrorTable();
    Draft processed =
        schema.process(draft, new Context(Context.Purpose.UPDATE, Clock.systemUTC()), errors);
    if (!errors.isEmpty()) {
      return answer(errors, null);
    }
    ErrorTable fixed = schema.hasImmutable() ? schema.validateImmutable(processed, existing) : null;
    if (fixed != null) {
      return answer(fixed, null);
    }
    Draft merged = schema.merge(processed, existing);
    return transformed(
        schema, merged, draft, schema.validate(merged, false, true, draft, existing));
  }

  private static Answer transformed(
      RecordSchema schema, Draft judged, Draft sent, @Nullable ErrorTable wrong) {
    if (wrong != null) {
      return answer(wrong, null);
    }
    schema.transformations().forEach(transformation -> transformation.write(schema, judged, sent));
    return answer(null, tree(judged));
  }

  private Draft existing(RecordSchema schema) {
    Object existing = recorded.get("existing");
    return Objects.requireNonNull(schema.load(existing == null ? Map.of() : existing));
  }

  private static Answer answer(@Nullable ErrorTable errors, @Nullable Object output) {
    return new Answer(errors == null, errors == null ? null : errors.toTree(), output);
  }

  private RecordSchema type(@Nullable Object definition) {
    Attributes declared = Attributes.of(expand(definition));
    if (declared.has("entity")) {
      return Objects.requireNonNull(entities)
          .type(Objects.requireNonNull(declared.text("entity")))
          .record();
    }
    boolean entity = "entity".equals(declared.get("kind"));
    RecordSchema schema =
        new NodeCompiler(reference -> () -> Objects.requireNonNull(types.get(reference), reference))
            .record(
                entity ? NodeCompiler.ofEntity(declared) : declared,
                subschemas(declared, entity),
                declared.texts("primary_key"),
                declared.isTrue("ttl"));
    types.put(String.valueOf(declared.get("name")), schema);
    return schema;
  }

  private static @Nullable Attributes subschemas(Attributes declared, boolean entity) {
    if (declared.get("subschema_key") == null) {
      return null;
    }
    Attributes subschemas = new Attributes(declared.entries("subschemas"));
    return entity ? NodeCompiler.ofEntities(subschemas) : subschemas;
  }

  static @Nullable Object expand(@Nullable Object tree) {
    if (tree instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(one -> copy.add(expand(one)));
      return copy;
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (map.get("typedef") instanceof String name) {
      copy.putAll(TypedefData.get(name));
    }
    map.forEach(
        (key, value) -> {
          if (!key.equals("typedef")) {
            copy.put(String.valueOf(key), expand(value));
          }
        });
    return copy;
  }

  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof Draft draft) {
      return tree(draft.toMap());
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(one -> copy.add(tree(one)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, one) -> copy.put(key, tree(one)));
      return copy;
    }
    return value;
  }
}
