/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field with named values. */
final class MapNode extends FieldNode {
  private static final Problem NO_MAP = new Problem("expected a map", "type");

  private final FieldNode keys;
  private final FieldNode values;

  MapNode(Attributes declared, FieldNode keys, FieldNode values) {
    super(declared, Form.NESTED);
    this.keys = keys;
    this.values = values;
  }

  FieldNode keys() {
    return keys;
  }

  FieldNode values() {
    return values;
  }

  @Override
  Object shape(Object value, Context context) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(one -> values.process(one, context)).toList();
    }
    Map<?, ?> map = map(value);
    if (map == null) {
      return value;
    }
    if (!context.spend(map.size())) {
      return Limits.EXCESS;
    }
    @Nullable Object[] shaped = entries(map);
    for (int i = 1; i < shaped.length; i += 2) {
      shaped[i] = values.process(shaped[i], context);
      if (shaped[i] == Limits.EXCESS) {
        return Limits.EXCESS;
      }
    }
    return FixedMap.of(shaped);
  }

  /** Returns the value as a map; null when it is none. A list is one from places to elements. */
  private static @Nullable Map<?, ?> map(Object value) {
    if (value instanceof FixedMap fixed) {
      return fixed;
    }
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    if (value instanceof Values sent) {
      return sent.toMap();
    }
    if (value instanceof List<?> list) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < list.size(); i++) {
        map.put((long) i + 1, list.get(i));
      }
      return map;
    }
    return null;
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    Map<?, ?> map = map(value);
    if (map == null) {
      return Limits.none(value, NO_MAP);
    }
    if (map.size() > Limits.ELEMENTS) {
      return Limits.elements(map.size());
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object wrong = keys.validate(entry.getKey(), updating, true);
      if (wrong == null) {
        wrong = Limits.name(entry.getKey());
      }
      if (wrong == null) {
        wrong = values.validate(entry.getValue(), updating, true);
      }
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  /** Returns what is immutable and holds finished entries already as it is. */
  @Override
  Object convert(Object value) {
    Map<?, ?> map = Objects.requireNonNull(map(value), "map");
    @Nullable Object[] entries = map instanceof FixedMap fixed ? fixed.entries() : entries(map);
    @Nullable Object[] finished = entries;
    for (int i = 0; i < entries.length; i++) {
      Object one = Objects.requireNonNull(entries[i], "entry");
      Object done = i % 2 == 0 ? keys.finish(one) : values.finish(one);
      if (done != one && finished == entries) {
        finished = entries.clone();
      }
      if (finished != entries) {
        finished[i] = done;
      }
    }
    return finished == entries && map instanceof FixedMap ? map : FixedMap.of(finished);
  }

  private static @Nullable Object[] entries(Map<?, ?> map) {
    @Nullable Object[] entries = new @Nullable Object[2 * map.size()];
    int i = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries[i++] = entry.getKey();
      entries[i++] = entry.getValue();
    }
    return entries;
  }
}
