/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a violation may be: at a declared field, at a name that was sent, at {@code @entity} or at
 * a place of a list. Values for maps and lists are looked for in all that the caller names.
 */
final class ViolationPaths {
  private final Map<String, Attributes> targets;

  ViolationPaths(Map<String, Attributes> targets) {
    this.targets = targets;
  }

  /** Says whether the path leads somewhere in an entity of the declaration. */
  boolean leads(String path, Attributes owner, List<?> sent) {
    if (inRecord(path, owner, sent)) {
      return true;
    }
    for (Object subschema : owner.entries("subschemas").values()) {
      if (inRecord(path, Attributes.of(subschema), sent)) {
        return true;
      }
    }
    return false;
  }

  private boolean inRecord(String path, Attributes owner, List<?> sent) {
    if (path.equals(ErrorTable.WHOLE)) {
      return true;
    }
    Map<String, Attributes> fields = NodeCompiler.fields(owner);
    for (Map.Entry<String, Attributes> field : fields.entrySet()) {
      if (at(path, field.getKey(), field.getValue(), sent)) {
        return true;
      }
    }
    for (Map.Entry<String, @Nullable Object> shorthand :
        owner.entries("shorthand_fields").entrySet()) {
      if (at(path, shorthand.getKey(), Attributes.of(shorthand.getValue()), sent)) {
        return true;
      }
    }
    return names(sent).contains(path);
  }

  private boolean at(String path, String name, Attributes field, List<?> sent) {
    if (path.equals(name)) {
      return true;
    }
    return path.startsWith(name + ".")
        && in(path.substring(name.length() + 1), field, under(sent, name));
  }

  private boolean in(String path, Attributes field, List<?> sent) {
    String type = String.valueOf(field.get("type"));
    return switch (type) {
      case "record" -> leads(path, field, sent);
      case "array", "set" -> inList(path, field, sent);
      case "map" ->
          in(path, field.nested("values"), under(sent, null))
              || in(path, field.nested("keys"), List.of());
      case "foreign" -> {
        Attributes target = targets.get(String.valueOf(field.get("reference")));
        yield target != null && inRecord(path, target, sent);
      }
      default -> false;
    };
  }

  private boolean inList(String path, Attributes field, List<?> sent) {
    int dot = path.indexOf('.');
    String place = dot < 0 ? path : path.substring(0, dot);
    if (!place.matches("[1-9][0-9]*")) {
      return false;
    }
    return dot < 0 || in(path.substring(dot + 1), field.nested("elements"), under(sent, null));
  }

  /** Returns the names of what is in maps, and the places of what is in lists. */
  private static Set<String> names(List<?> sent) {
    Set<String> names = new HashSet<>();
    for (Object one : sent) {
      Map<?, ?> map = map(one);
      if (map != null) {
        map.keySet().forEach(name -> names.add(String.valueOf(name)));
      } else if (one instanceof Key key) {
        names.addAll(key.names());
      } else if (one instanceof Collection<?> list) {
        for (int i = 1; i <= list.size(); i++) {
          names.add(String.valueOf(i));
        }
      }
    }
    return names;
  }

  /** Returns what lies under the name, or under all; in lists, under any place. */
  private static List<?> under(List<?> sent, @Nullable String name) {
    return sent.stream()
        .flatMap(
            one -> {
              Map<?, ?> map = map(one);
              if (map != null) {
                return name == null
                    ? map.values().stream()
                    : java.util.stream.Stream.ofNullable(map.get(name));
              }
              return one instanceof Collection<?> list
                  ? list.stream()
                  : java.util.stream.Stream.of();
            })
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private static @Nullable Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Values values) {
      return values.toMap();
    }
    if (value instanceof Struct struct) {
      return struct.toValues().toMap();
    }
    return value instanceof Map<?, ?> map ? map : null;
  }
}
