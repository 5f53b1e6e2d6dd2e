/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.KeyParts;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Violations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds rows by the keys callers give. Safe for use by many threads. */
final class Lookup {
  private final Scope scope;
  private final Table table;
  private final EntityType type;

  Lookup(Scope scope, Table table) {
    this.scope = scope;
    this.table = table;
    this.type = table.type();
  }

  /** Returns the key in its normal form, or throws what is wrong with it. */
  Key normalize(Key key) {
    Violations violations = type.checkKey(key);
    if (!violations.isEmpty()) {
      throw Failures.invalidKey(type, key, violations);
    }
    return type.normalize(key);
  }

  /** Returns the index that a key in its normal form is for. */
  private Index index(Key key) {
    if (key.isPrimary()) {
      return table.primary();
    }
    return key.size() == 1
        ? table.index(key.names().get(0)).orElseThrow()
        : table.cacheKey().orElseThrow();
  }

  @Nullable Entity find(Key key) {
    Key normal = normalize(key);
    Index index = index(normal);
    return find(index, stored(index, normal));
  }

  private @Nullable Entity find(Index index, Key stored) {
    if (index.kind() == Index.Kind.PLAIN) {
      List<Entity> first =
          scope
              .store(table)
              .page(dev.plinth.dao.spi.Scan.all(1, scope.workspace(table)).where(index, stored))
              .entities();
      return first.isEmpty() ? null : first.get(0);
    }
    Entity found = scope.store(table).select(index, stored);
    return found != null && isHere(found) ? found : null;
  }

  /**
   * Removes the row with a key in its normal form at once and returns it; null when the store
   * cannot do so, or something is to be seen to first.
   */
  @Nullable Entity take(Key normal) {
    Index index = index(normal);
    return index.isUnique()
        ? scope.store(table).take(index, stored(index, normal), scope.workspace(table))
        : null;
  }

  private boolean isHere(Entity entity) {
    return !table.hasWorkspaces()
        || scope.isAcross(table)
        || Objects.equals(entity.workspace(), scope.workspace(table));
  }

  /** Returns those of the entities that there are, by the keys as given and in their order. */
  Map<Key, Entity> findAll(Collection<Key> keys) {
    Map<Index, Map<Key, Key>> byIndex = new LinkedHashMap<>();
    for (Key key : keys) {
      Key normal = normalize(key);
      Index index = index(normal);
      byIndex.computeIfAbsent(index, one -> new LinkedHashMap<>()).put(key, stored(index, normal));
    }
    Map<Key, Entity> found = new LinkedHashMap<>();
    byIndex.forEach(
        (index, wanted) -> {
          if (index.isUnique()) {
            Map<Key, Entity> rows =
                scope.store(table).selectAll(index, List.copyOf(wanted.values()));
            wanted.forEach(
                (key, stored) -> {
                  Entity row = rows.get(stored);
                  if (row != null && isHere(row)) {
                    found.put(key, row);
                  }
                });
          } else {
            wanted.forEach(
                (key, stored) -> {
                  Entity row = find(index, stored);
                  if (row != null) {
                    found.put(key, row);
                  }
                });
          }
        });
    if (byIndex.size() <= 1) {
      return found;
    }
    Map<Key, Entity> ordered = new LinkedHashMap<>();
    for (Key key : keys) {
      Entity row = found.get(key);
      if (row != null) {
        ordered.put(key, row);
      }
    }
    return ordered;
  }

  /** Returns the key as the store wants it: one part for each column of the index. */
  private Key stored(Index index, Key key) {
    boolean byWorkspace = index.isByWorkspace();
    if (byWorkspace && scope.isAcross(table)) {
      throw Failures.invalidGlobal(index.fields().get(0));
    }
    if (index.kind() == Index.Kind.CACHE_KEY) {
      return Key.ofParts(List.of(cacheKey(index, key)));
    }
    if (!byWorkspace && key.isPrimary() && key.size() == 1 && key.part(0) instanceof UUID) {
      return key;
    }
    List<@Nullable Object> parts = new ArrayList<>(index.columns().size());
    if (byWorkspace) {
      parts.add(scope.workspace(table));
    }
    KeyParts.add(parts, key);
    return Key.ofParts(parts);
  }

  @SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
  private Object cacheKey(Index index, Key key) {
    @Nullable Object[] slots = new @Nullable Object[type.fieldList().size()];
    List<String> names = List.copyOf(type.fields().keySet());
    for (int i = 0; i < key.size(); i++) {
      slots[names.indexOf(key.names().get(i))] = key.part(i);
    }
    Entity probe = type.assemble(slots, null, scope.workspace(table), null);
    return Objects.requireNonNull(index.columns().get(0).get(probe), "cache key");
  }
}
