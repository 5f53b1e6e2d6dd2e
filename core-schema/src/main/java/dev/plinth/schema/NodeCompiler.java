/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns declarations, trees of attributes, into the nodes that process and judge values. */
final class NodeCompiler {
  /** Finds what a foreign field refers to; null where it is not to be looked at. */
  private final Function<String, ForeignNode.@Nullable Target> targets;

  private final Clock clock;

  NodeCompiler(Function<String, ForeignNode.@Nullable Target> targets) {
    this(targets, Clock.systemUTC());
  }

  NodeCompiler(Function<String, ForeignNode.@Nullable Target> targets, Clock clock) {
    this.targets = targets;
    this.clock = clock;
  }

  FieldNode compile(String name, Attributes declared) {
    boolean moment = declared.isTrue("timestamp");
    return switch (String.valueOf(declared.get("type"))) {
      case "string" ->
          new ScalarNode(
              name,
              declared,
              declared.isTrue("uuid") ? ScalarNode.Kind.UUID : ScalarNode.Kind.TEXT);
      case "integer" ->
          new ScalarNode(
              name, declared, moment ? ScalarNode.Kind.SECONDS : ScalarNode.Kind.INTEGER);
      case "number" ->
          new ScalarNode(name, declared, moment ? ScalarNode.Kind.MILLIS : ScalarNode.Kind.NUMBER);
      case "boolean" -> new ScalarNode(name, declared, ScalarNode.Kind.BOOLEAN);
      case "array" -> new ListNode(declared, part(name, declared, "elements"), false);
      case "set" -> new ListNode(declared, part(name, declared, "elements"), true);
      case "map" ->
          new MapNode(declared, part(name, declared, "keys"), part(name, declared, "values"));
      case "record" -> new RecordNode(declared, record(declared), clock);
      case "foreign" ->
          new ForeignNode(
              declared,
              declared.text("reference") == null
                  ? null
                  : targets.apply(Objects.requireNonNull(declared.text("reference"))));
      case "json" -> new JsonNode(declared);
      case "any" -> new AnyNode(declared);
      case "function" -> new FunctionNode(declared);
      case "definition" -> new DefinitionNode(declared);
      default -> new UnknownTypeNode(declared, "invalid type: " + Lua.text(declared.get("type")));
    };
  }

  private FieldNode part(String name, Attributes declared, String part) {
    Attributes nested = declared.nested(part);
    return "foreign".equals(nested.get("type"))
        ? ForeignNode.inside(nested)
        : compile(name, nested);
  }

  private RecordSchema record(Attributes declared) {
    return record(declared, null, List.of(), false);
  }

  RecordSchema record(
      Attributes declared, @Nullable Attributes subschemas, List<String> primaryKey, boolean ttl) {
    Map<String, Attributes> fields = fields(declared);
    List<FieldNode> nodes = new ArrayList<>();
    fields.forEach((name, attributes) -> nodes.add(compile(name, attributes)));
    Layout layout = new Layout(new ArrayList<>(fields.keySet()), nodes);
    CheckCompiler checks = new CheckCompiler(name -> find(fields, name), layout);
    return new RecordSchema(
        layout,
        nodes,
        new RecordSchema.Rest(
            declared,
            shorthands(declared),
            checks.compile(declared.list("entity_checks")),
            transformations(declared, layout),
            subschemas == null ? null : subschemas(declared, subschemas, fields, layout, nodes),
            declared.get("check") instanceof Check.Rule rule ? rule : null,
            primaryKey,
            ttl));
  }

  /**
   * Returns the declaration of an entity with its records, and those within them, required where it
   * is not said whether they are.
   */
  static Attributes ofEntity(Attributes declared) {
    List<Object> fields = new ArrayList<>();
    fields(declared)
        .forEach(
            (name, field) -> {
              Attributes completed = field;
              if ("record".equals(field.get("type")) && !field.isTrue("abstract")) {
                completed =
                    field.has("required")
                        ? ofEntity(field)
                        : ofEntity(field).with("required", true);
              }
              fields.add(Map.of(name, completed.map()));
            });
    return declared.has("fields") ? declared.with("fields", fields) : declared;
  }

  /** Returns the declarations of an entity's subschemas, completed as {@link #ofEntity}. */
  static Attributes ofEntities(Attributes subschemas) {
    Map<String, @Nullable Object> completed = new LinkedHashMap<>();
    subschemas
        .map()
        .forEach((value, tree) -> completed.put(value, ofEntity(Attributes.of(tree)).map()));
    return new Attributes(completed);
  }

  static Map<String, Attributes> fields(Attributes declared) {
    Map<String, Attributes> fields = new LinkedHashMap<>();
    declared
        .entries("fields")
        .forEach((name, attributes) -> fields.put(name, Attributes.of(attributes)));
    return fields;
  }

  /** Returns the declaration of a field by its dotted name; empty attributes when there is none. */
  static Attributes find(Map<String, Attributes> fields, String name) {
    int dot = name.indexOf('.');
    Attributes field =
        fields.getOrDefault(dot < 0 ? name : name.substring(0, dot), Attributes.of(null));
    return dot < 0 ? field : find(fields(field), name.substring(dot + 1));
  }

  private List<ShorthandNode> shorthands(Attributes declared) {
    List<ShorthandNode> nodes = new ArrayList<>();
    declared
        .entries("shorthand_fields")
        .forEach(
            (name, attributes) -> {
              Attributes field = Attributes.of(attributes);
              nodes.add(
                  new ShorthandNode(
                      name,
                      compile(name, field),
                      (Shorthand.Expansion<?>) Objects.requireNonNull(field.get("func"), "func")));
            });
    return nodes;
  }

  @SuppressWarnings("unchecked") // put there by Transformation alone
  private static List<TransformationNode> transformations(Attributes declared, Layout layout) {
    List<TransformationNode> nodes = new ArrayList<>();
    for (Object entry : declared.list("transformations")) {
      Attributes one = Attributes.of(entry);
      nodes.add(
          new TransformationNode(
              FieldPath.of(one.texts("input"), layout),
              FieldPath.of(one.texts("needs"), layout),
              (Function<Values, Values>) one.get("on_write"),
              (Function<Values, Values>) one.get("on_read")));
    }
    return nodes;
  }

  private Subschemas subschemas(
      Attributes declared,
      Attributes subschemas,
      Map<String, Attributes> fields,
      Layout layout,
      List<FieldNode> nodes) {
    Map<String, Subschemas.Subschema> byValue = new LinkedHashMap<>();
    subschemas
        .map()
        .forEach(
            (value, tree) -> {
              Attributes definition = Attributes.of(tree);
              Map<String, Attributes> merged = new LinkedHashMap<>(fields);
              @Nullable FieldNode[] overrides = new @Nullable FieldNode[layout.size()];
              List<FieldNode> all = new ArrayList<>(nodes);
              fields(definition)
                  .forEach(
                      (name, attributes) -> {
                        merged.put(name, attributes);
                        FieldNode special = compile(name, attributes);
                        overrides[layout.place(name)] = special;
                        all.set(layout.place(name), special);
                      });
              List<CheckNode> checks =
                  new CheckCompiler(name -> find(merged, name), layout)
                      .compile(definition.list("entity_checks"));
              byValue.put(
                  value,
                  new Subschemas.Subschema(definition, overrides, new FieldNodes(all), checks));
            });
    String key = Objects.requireNonNull(declared.text("subschema_key"), "subschema_key");
    return new Subschemas(
        key,
        layout.place(key),
        Objects.requireNonNullElse(declared.text("subschema_error"), "unknown type: %s"),
        byValue);
  }
}
