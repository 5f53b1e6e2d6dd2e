/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the primary keys of a schema that has references in them: which parts are keys
 * themselves. Immutable.
 */
final class KeyShape {
  private final List<@Nullable KeyShape> parts;

  private KeyShape(List<@Nullable KeyShape> parts) {
    this.parts = parts;
  }

  /** Returns the shape of the type's primary keys; null when they are plain. */
  static @Nullable KeyShape of(EntityType type, Map<String, Table> tables) {
    List<@Nullable KeyShape> parts = new ArrayList<>();
    boolean plain = true;
    for (String name : type.schema().primaryKey()) {
      if (type.fields().get(name) instanceof ForeignField foreign) {
        EntityType parent =
            Objects.requireNonNull(tables.get(foreign.reference()), foreign.reference()).type();
        KeyShape nested = of(parent, tables);
        parts.add(nested == null ? plain(parent.schema().primaryKey().size()) : nested);
        plain = false;
      } else {
        parts.add(null);
      }
    }
    return plain ? null : new KeyShape(parts);
  }

  private static KeyShape plain(int size) {
    List<@Nullable KeyShape> parts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      parts.add(null);
    }
    return new KeyShape(parts);
  }

  /** Returns the key of this shape from the values in its columns. */
  Key nest(Key flat) {
    List<@Nullable Object> values = new ArrayList<>();
    KeyParts.add(values, flat);
    return nest(values.iterator());
  }

  private Key nest(Iterator<@Nullable Object> values) {
    List<@Nullable Object> nested = new ArrayList<>(parts.size());
    for (KeyShape part : parts) {
      nested.add(part == null ? values.next() : part.nest(values));
    }
    return Key.ofParts(nested);
  }
}
