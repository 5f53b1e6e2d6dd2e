/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that refer to each other, compiled, in an order in which what is referred to comes first.
 * Immutable.
 */
final class Linked {
  private final Map<String, EntityType> types;

  private Linked(Map<String, EntityType> types) {
    this.types = types;
  }

  static Linked link(List<Schema> schemas, Clock clock) {
    Map<String, Schema> byName = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Schema schema : schemas) {
      if (byName.put(schema.name(), schema) != null) {
        problems.add("two schemas are named '" + schema.name() + "'");
      }
    }
    for (Schema schema : schemas) {
      checkReferences(schema.attributes(), schema.name(), byName.keySet(), problems);
    }
    if (!problems.isEmpty()) {
      throw new SchemaException("schemas do not fit together", problems);
    }
    Map<String, EntityType> types = new LinkedHashMap<>();
    for (Schema schema : new Order(byName).sorted()) {
      types.put(
          schema.name(), new EntityType(schema, reference -> target(types, reference), clock));
    }
    return new Linked(types);
  }

  private static void checkReferences(
      Attributes owner, String path, Set<String> known, List<String> problems) {
    NodeCompiler.fields(owner)
        .forEach((name, field) -> checkReference(field, path + "." + name, known, problems));
    owner
        .entries("subschemas")
        .forEach(
            (value, subschema) ->
                checkReferences(Attributes.of(subschema), path + "." + value, known, problems));
  }

  private static void checkReference(
      Attributes field, String path, Set<String> known, List<String> problems) {
    String reference = field.text("reference");
    if ("foreign".equals(field.get("type")) && !known.contains(String.valueOf(reference))) {
      problems.add(path + ": schema refers to an invalid foreign entity: " + reference);
    }
    for (String part : List.of("elements", "values")) {
      if (field.isSet(part)) {
        checkReference(field.nested(part), path, known, problems);
      }
    }
    checkReferences(field, path, known, problems);
  }

  private static ForeignNode.@Nullable Target target(
      Map<String, EntityType> types, String reference) {
    return () -> java.util.Objects.requireNonNull(types.get(reference), reference).record();
  }

  EntityType type(String name) {
    EntityType type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "there is no schema '" + name + "', there are: " + String.join(", ", types.keySet()));
    }
    return type;
  }

  List<EntityType> types() {
    return List.copyOf(types.values());
  }

  /** Sorts schemas so that those referred to come first; by name where nothing else decides. */
  private static final class Order {
    private final Map<String, Schema> byName;
    private final Map<String, Schema> sorted = new LinkedHashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Set<String> onPath = new HashSet<>();

    Order(Map<String, Schema> byName) {
      this.byName = byName;
    }

    Iterable<Schema> sorted() {
      byName.keySet().stream().sorted().forEach(this::visit);
      return sorted.values();
    }

    private void visit(String name) {
      if (sorted.containsKey(name)) {
        return;
      }
      path.addLast(name);
      if (!onPath.add(name)) {
        List<String> cycle = new ArrayList<>(path);
        throw new SchemaException(
            "schemas do not fit together",
            List.of(
                "references go in a circle: "
                    + String.join(" -> ", cycle.subList(cycle.indexOf(name), cycle.size()))));
      }
      Schema schema = java.util.Objects.requireNonNull(byName.get(name), name);
      for (Field<?> field : schema.fields().values()) {
        if (field instanceof ForeignField foreign) {
          visit(foreign.reference());
        }
      }
      onPath.remove(name);
      path.removeLast();
      sorted.put(name, schema);
    }
  }
}
