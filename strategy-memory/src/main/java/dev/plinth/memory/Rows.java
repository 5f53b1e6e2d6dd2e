/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.memory;

import dev.plinth.dao.spi.Index;
import dev.plinth.dao.spi.Table;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table by primary key, and by the values of its unique indexes. Guarded by the
 * lock of {@link Memory}.
 */
final class Rows {
  private final Table table;
  private final TreeMap<Key, Row> byKey = new TreeMap<>(new KeyOrder());
  private final Map<Index, Map<Key, Key>> byValue = new HashMap<>();

  /** A row, with the moment from which on it is not there any more. */
  record Row(Entity entity, @Nullable Instant expiresAt, long version) {
    boolean isLive(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }
  }

  Rows(Table table) {
    this.table = table;
    table.indexes().stream()
        .filter(Index::isUnique)
        .forEach(index -> byValue.put(index, new HashMap<>()));
  }

  Table table() {
    return table;
  }

  Key key(Entity entity) {
    return Objects.requireNonNull(table.keyIn(table.primary(), entity), "primary key");
  }

  @Nullable Row get(Key key) {
    return byKey.get(key);
  }

  @Nullable Row get(Index index, Key value) {
    Index own = table.indexes().get(indexOf(index));
    if (own.kind() == Index.Kind.PRIMARY) {
      return byKey.get(value);
    }
    Key key = Objects.requireNonNull(byValue.get(own), own.name()).get(value);
    return key == null ? null : byKey.get(key);
  }

  /** Another registry has other objects for the same indexes; their names tell. */
  private int indexOf(Index index) {
    for (int i = 0; i < table.indexes().size(); i++) {
      if (table.indexes().get(i).name().equals(index.name())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "table '" + table.name() + "' has no index '" + index.name() + "'");
  }

  Collection<Row> after(@Nullable Key key) {
    return (key == null ? byKey : byKey.tailMap(key, false)).values();
  }

  void put(Row row) {
    remove(key(row.entity()));
    byKey.put(key(row.entity()), row);
    byValue.forEach(
        (index, keys) -> {
          Key value = table.keyIn(index, row.entity());
          if (value != null) {
            keys.put(value, key(row.entity()));
          }
        });
  }

  void remove(Key key) {
    Row old = byKey.remove(key);
    if (old != null) {
      byValue.forEach(
          (index, keys) -> {
            Key value = table.keyIn(index, old.entity());
            if (value != null) {
              keys.remove(value, key);
            }
          });
    }
  }

  Rows copy() {
    Rows copy = new Rows(table);
    copy.byKey.putAll(byKey);
    byValue.forEach((index, keys) -> copy.byValue.put(index, new HashMap<>(keys)));
    return copy;
  }

  /** Takes the content of a copy; none when the table came later. */
  void become(@Nullable Rows other) {
    byKey.clear();
    byValue.values().forEach(Map::clear);
    if (other != null) {
      byKey.putAll(other.byKey);
      other.byValue.forEach(
          (index, keys) -> Objects.requireNonNull(byValue.get(index)).putAll(keys));
    }
  }
}
