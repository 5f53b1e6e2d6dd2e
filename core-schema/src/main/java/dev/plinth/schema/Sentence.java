/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of violations as one sentence, as the model does: the whole first, then fields by
 * name, one level of nesting with dots, what is deeper over several lines.
 */
final class Sentence {
  private Sentence() {}

  static String of(Map<String, Object> tree) {
    List<String> parts = new ArrayList<>();
    if (tree.get(ErrorTable.WHOLE) instanceof List<?> whole) {
      whole.forEach(message -> parts.add(String.valueOf(message)));
    }
    new TreeMap<>(tree)
        .forEach(
            (name, error) -> {
              if (name.equals(ErrorTable.WHOLE)) {
                return;
              }
              if (error instanceof Map<?, ?> map) {
                new TreeMap<Object, Object>(map)
                    .forEach((sub, message) -> parts.add(name + "." + sub + ": " + text(message)));
              } else if (error instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                  if (list.get(i) != null) {
                    parts.add(name + "." + (i + 1) + ": " + text(list.get(i)));
                  }
                }
              } else {
                parts.add(name + ": " + error);
              }
            });
    String all = String.join("; ", parts);
    return parts.size() == 1
        ? "schema violation (" + all + ")"
        : parts.size() + " schema violations (" + all + ")";
  }

  /** Writes a tree as the schema library of the model does by itself, nested trees nested. */
  static String validation(Object tree) {
    List<String> parts = new ArrayList<>();
    if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size() && list.get(i) != null; i++) {
        parts.add(part(list.get(i)));
      }
    } else if (tree instanceof Map<?, ?> map) {
      if (map.get(ErrorTable.WHOLE) instanceof List<?> whole) {
        whole.forEach(message -> parts.add(String.valueOf(message)));
      }
      int places = 0;
      while (map.containsKey(Integer.toString(places + 1))) {
        parts.add(part(map.get(Integer.toString(++places))));
      }
      for (Map.Entry<?, ?> error : map.entrySet()) {
        if (!isTold(String.valueOf(error.getKey()), places)) {
          parts.add(error.getKey() + ": " + part(error.getValue()));
        }
      }
    }
    return "Validation error: " + String.join("; ", parts);
  }

  private static boolean isTold(String name, int places) {
    return name.equals(ErrorTable.WHOLE)
        || (name.matches("[1-9]\\d{0,8}") && Integer.parseInt(name) <= places);
  }

  private static String part(@Nullable Object error) {
    return error instanceof String message ? message : validation(Objects.requireNonNull(error));
  }

  private static String text(@Nullable Object error) {
    return error instanceof String message ? message : table(error, "");
  }

  private static String table(@Nullable Object tree, String indent) {
    if (tree instanceof String message) {
      return quoted(message);
    }
    List<String> lines = new ArrayList<>();
    String deeper = indent + "  ";
    if (tree instanceof List<?> list) {
      boolean dense = true;
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) == null) {
          dense = false;
        } else {
          lines.add(deeper + (dense ? "" : "[" + (i + 1) + "] = ") + table(list.get(i), deeper));
        }
      }
    } else if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> named = new TreeMap<>(map);
      for (int i = 1; named.containsKey(Integer.toString(i)); i++) {
        lines.add(deeper + table(named.remove(Integer.toString(i)), deeper));
      }
      named.forEach(
          (name, error) ->
              lines.add(deeper + name(String.valueOf(name)) + " = " + table(error, deeper)));
    }
    return "{\n" + String.join(",\n", lines) + "\n" + indent + "}";
  }

  private static String name(String name) {
    return isIdentifier(name) ? name : "[" + quoted(name) + "]";
  }

  private static boolean isIdentifier(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
