/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static dev.plinth.schema.SchemaChange.Impact.BREAKS_BOTH;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_READERS;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_WRITERS;
import static dev.plinth.schema.SchemaChange.Impact.COMPATIBLE;
import static dev.plinth.schema.SchemaChange.Impact.WORDING;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two versions of one entity, beside each other. For one thread. */
final class SchemaComparison {
  /** Properties whose every change breaks both sides, as clients address entities by them. */
  private static final List<String> ADDRESSES =
      List.of("primary_key", "admin_api_name", "admin_api_nested_name", "subschema_key");

  private static final List<String> INTERNAL = List.of("dao", "db_export", "table_name");

  private final String path;
  private final SchemaDiff.Changes changes;

  SchemaComparison(String path, SchemaDiff.Changes changes) {
    this.path = path;
    this.changes = changes;
  }

  void compare(Attributes before, Attributes after) {
    for (String property : ADDRESSES) {
      if (differs(property, before, after)) {
        add(property, BREAKS_BOTH, said(property, before, after));
      }
    }
    for (String property : INTERNAL) {
      if (differs(property, before, after)) {
        add(property, COMPATIBLE, said(property, before, after));
      }
    }
    endpointKey(before, after);
    cacheKey(before, after);
    flag("ttl", before, after);
    flag("workspaceable", before, after);
    adminApi(before, after);
    if (differs("subschema_error", before, after)) {
      add("subschema_error", WORDING, "the message differs");
    }
    if (differs("transformations", before, after)) {
      add("transformations", BREAKS_BOTH, "transformations differ, of which nothing is known");
    }
    Attributes old = NodeCompiler.ofEntity(before);
    Attributes now = NodeCompiler.ofEntity(after);
    new FieldComparison(changes).compareRecord(path, old, now);
    subschemas(old, now);
  }

  private void add(String property, SchemaChange.Impact impact, String message) {
    changes.add(path + "." + property, impact, message);
  }

  private static boolean differs(String property, Attributes before, Attributes after) {
    return !Objects.equals(before.get(property), after.get(property));
  }

  private static String said(String property, Attributes before, Attributes after) {
    return "is "
        + RuleComparison.said(after, property)
        + ", was "
        + RuleComparison.said(before, property);
  }

  private void endpointKey(Attributes before, Attributes after) {
    String property = "endpoint_key";
    if (differs(property, before, after)) {
      add(
          property,
          before.get(property) == null ? COMPATIBLE : BREAKS_BOTH,
          said(property, before, after));
    }
  }

  /** Several fields of a cache key are unique together, and an entity can be read by them. */
  private void cacheKey(Attributes before, Attributes after) {
    List<String> old = before.texts("cache_key");
    List<String> now = after.texts("cache_key");
    if (!old.equals(now)) {
      boolean narrower = now.size() > 1;
      boolean lost = !old.isEmpty();
      add(
          "cache_key",
          narrower && lost
              ? BREAKS_BOTH
              : narrower ? BREAKS_WRITERS : lost ? BREAKS_READERS : COMPATIBLE,
          said("cache_key", before, after));
    }
  }

  private void flag(String property, Attributes before, Attributes after) {
    if (before.isTrue(property) != after.isTrue(property)) {
      add(
          property,
          after.isTrue(property) ? COMPATIBLE : BREAKS_BOTH,
          after.isTrue(property) ? "is new" : "is gone");
    }
  }

  private void adminApi(Attributes before, Attributes after) {
    String property = "generate_admin_api";
    boolean served = !Boolean.FALSE.equals(before.get(property));
    boolean serves = !Boolean.FALSE.equals(after.get(property));
    if (served != serves) {
      add(
          property,
          serves ? COMPATIBLE : BREAKS_BOTH,
          serves ? "the Admin API serves the entity now" : "the Admin API serves it no more");
    }
  }

  private void subschemas(Attributes before, Attributes after) {
    Map<String, @Nullable Object> old = before.entries("subschemas");
    Map<String, @Nullable Object> now = after.entries("subschemas");
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String here = "subschemas." + name;
      if (!now.containsKey(name)) {
        add(here, BREAKS_WRITERS, "the subschema is gone, and what selects it is refused");
      } else if (!old.containsKey(name)) {
        add(here, BREAKS_READERS, "the subschema is new, and what selects it may be read");
      } else {
        subschema(
            here,
            whole(before, Attributes.of(old.get(name))),
            whole(after, Attributes.of(now.get(name))));
      }
    }
  }

  /** A subschema's own fields, and those of the entity where it has none. */
  private record Whole(Map<String, Attributes> own, Map<String, Attributes> all, List<?> checks) {}

  private static Whole whole(Attributes entity, Attributes subschema) {
    Map<String, Attributes> own = NodeCompiler.fields(NodeCompiler.ofEntity(subschema));
    Map<String, Attributes> all = new LinkedHashMap<>(NodeCompiler.fields(entity));
    all.putAll(own);
    return new Whole(own, all, subschema.list("entity_checks"));
  }

  private void subschema(String here, Whole before, Whole after) {
    Set<String> special = new LinkedHashSet<>(before.own.keySet());
    special.addAll(after.own.keySet());
    FieldComparison fields = new FieldComparison(changes);
    for (String name : special) {
      Attributes old = before.all.get(name);
      Attributes now = after.all.get(name);
      if (old != null && now != null) {
        fields.compare(path + "." + here + "." + name, name, old, now);
      }
    }
    fields.compareChecks(path + "." + here, before.checks, after.checks);
  }
}
