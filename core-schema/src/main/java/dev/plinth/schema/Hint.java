/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an author may have meant: the nearest name that exists, or the word used here for it. */
final class Hint {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("any", "json"),
          Map.entry("bigint", "integer"),
          Map.entry("bool", "boolean"),
          Map.entry("date", "number' with 'timestamp: true"),
          Map.entry("datetime", "number' with 'timestamp: true"),
          Map.entry("dict", "map"),
          Map.entry("double", "number"),
          Map.entry("enum", "string' with 'one_of"),
          Map.entry("float", "number"),
          Map.entry("int", "integer"),
          Map.entry("list", "array"),
          Map.entry("long", "integer"),
          Map.entry("object", "record"),
          Map.entry("ref", "foreign"),
          Map.entry("reference", "foreign"),
          Map.entry("struct", "record"),
          Map.entry("text", "string"),
          Map.entry("timestamp", "number' with 'timestamp: true"),
          Map.entry("uuid", "string' with 'uuid: true"),
          Map.entry("varchar", "string"));
  private static final List<String> LISTS =
      List.of("fields", "shorthand_fields", "entity_checks", "subschemas");
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "enum", "one_of",
          "max", "between",
          "max_length", "len_max",
          "min", "between",
          "min_length", "len_min",
          "pattern", "match",
          "references", "reference",
          "regex", "match");

  private Hint() {}

  /**
   * Returns a message of the metaschema with a hint, if there is one.
   *
   * @param sent what stands at the path
   */
  static String with(String path, String message, @Nullable Object sent) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    if (LISTS.contains(last) && sent instanceof Map<?, ?>) {
      return message + "; write each as an entry of a list: '- name: { ... }'";
    }
    String meant = null;
    if (message.equals(RecordSchema.UNKNOWN.message())) {
      meant = nearest(last, ATTRIBUTES, candidates(path));
    } else if (message.startsWith("expected one of")
        && last.equals("type")
        && sent instanceof String type) {
      meant = nearest(type, TYPES, DefinitionSchema.TYPES);
    }
    return meant == null ? message : message + "; did you mean '" + meant + "'?";
  }

  private static List<String> candidates(String path) {
    if (path.indexOf('.') < 0) {
      return DefinitionSchema.properties();
    }
    return path.matches("(.*\\.)?entity_checks\\.\\d+\\.[^.]*")
        ? DefinitionSchema.CHECK_NAMES
        : DefinitionSchema.attributes();
  }

  /** Returns the typedef that was meant; null when it is anyone's guess. */
  static @Nullable String typedef(String name) {
    return nearest(name, Map.of(), TypedefData.names());
  }

  private static @Nullable String nearest(
      String name, Map<String, String> known, Collection<String> candidates) {
    String meant = known.get(name);
    if (meant != null) {
      return meant;
    }
    int best = 1 + name.length() / 4;
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
      if (distance > 0 && distance <= best && distance < candidate.length()) {
        best = distance - 1;
        meant = candidate;
      }
    }
    return meant;
  }

  /** Returns the number of letters to insert, delete or replace to make one name of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
