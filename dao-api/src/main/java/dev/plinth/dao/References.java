/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Reference;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Field;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import dev.plinth.schema.Struct;
import dev.plinth.schema.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns references by unique values, such as <code>{"username": "bob"}</code>, into primary keys.
 * Safe for use by many threads.
 */
final class References {
  private final Scope scope;
  private final Table table;
  private final Map<String, ForeignField> foreign = new LinkedHashMap<>();

  References(Scope scope, Table table) {
    this.scope = scope;
    this.table = table;
    table
        .type()
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof ForeignField reference) {
                foreign.put(name, reference);
              }
            });
  }

  /**
   * Returns the values with what can be resolved resolved; throws when a unique value leads
   * nowhere.
   */
  Values resolve(Values values) {
    Values resolved = values;
    Map<String, Map<String, Object>> missing = new LinkedHashMap<>();
    Map<String, String> parents = new LinkedHashMap<>();
    for (Map.Entry<String, ForeignField> reference : foreign.entrySet()) {
      String name = reference.getKey();
      Object value = values.get(name);
      Map<String, @Nullable Object> fields = value == null ? null : byName(value);
      Table parent = scope.core().table(reference.getValue().reference());
      if (value == null || fields == null || parent.type().primaryKeyIn(value) != null) {
        continue;
      }
      Map<String, Object> unseen = new LinkedHashMap<>();
      Entity found = find(parent, fields, unseen);
      if (!unseen.isEmpty()) {
        missing.put(name, unseen);
        parents.put(name, parent.type().name());
      } else if (found != null) {
        resolved = resolved.and(name, found.key());
      }
    }
    if (!missing.isEmpty()) {
      throw Failures.unresolved(missing, parents);
    }
    return resolved;
  }

  /**
   * Requires that what the entity refers to has not expired, which a store need not see. A
   * reference that stays as it was is no concern.
   */
  void requireLive(@Nullable Entity before, Entity next) {
    for (Reference reference : table.references()) {
      Table parent = scope.core().table(reference.parentSchema());
      if (parent.hasTtl()
          && next.get(reference.field()) instanceof Key key
          && !(before != null && key.equals(before.get(reference.field())))
          && new Lookup(scope, parent).find(key) == null) {
        throw Failures.dangling(table, reference, next);
      }
    }
  }

  private @Nullable Entity find(
      Table parent, Map<String, @Nullable Object> fields, Map<String, Object> unseen) {
    Lookup lookup = new Lookup(scope, parent);
    for (Map.Entry<String, Field<?>> candidate : parent.type().fields().entrySet()) {
      String name = candidate.getKey();
      Object value = fields.get(name);
      boolean usable =
          value != null
              && candidate.getValue().isUnique()
              && parent.type().checkKey(Key.by(name, value)).isEmpty();
      if (usable) {
        Entity found = lookup.find(Key.by(name, value));
        if (found != null) {
          return found;
        }
        unseen.put(name, value);
      }
    }
    return null;
  }

  /** Returns the value's fields by name; null when it has none. */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // maps with text keys; it does not see in class files that they may hold nulls
  private static @Nullable Map<String, @Nullable Object> byName(Object value) {
    if (value instanceof Key key && !key.isPrimary()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < key.size(); i++) {
        fields.put(key.names().get(i), key.part(i));
      }
      return fields;
    }
    if (value instanceof Values values) {
      return values.toMap();
    }
    if (value instanceof Struct struct && !(value instanceof Entity)) {
      return struct.toValues().toMap();
    }
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }
}
