/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reference in a list or a map. As in the model it is not looked at, so it is kept as the JSON it
 * is on the wire, in whatever form it came.
 */
final class LooseReference {
  private LooseReference() {}

  /** Returns the reference as a tree of plain values; what has no such form stays as it is. */
  static Object plain(Object value) {
    if (value instanceof Entity entity) {
      return plain(entity.key());
    }
    if (value instanceof Key key) {
      List<String> names = key.isPrimary() ? List.of("id") : key.names();
      Map<String, @Nullable Object> parts = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(names.size(), key.size()); i++) {
        Object part = key.part(i);
        parts.put(names.get(i), part == null ? null : plain(part));
      }
      return names.size() == key.size() ? parts : value;
    }
    if (value instanceof Struct struct) {
      return plain(struct.toValues());
    }
    if (value instanceof Values values) {
      return plain(values.toMap());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, one) -> copy.put(name, one == null ? null : plain(one)));
      return copy;
    }
    return value instanceof UUID ? value.toString() : value;
  }
}
