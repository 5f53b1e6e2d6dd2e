/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.regex.Pattern;

/** A set of schemas as an {@code erDiagram} of Mermaid. */
final class MermaidDiagram {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern NOT_IN_WORDS = Pattern.compile("[^A-Za-z0-9_-]");
  private static final Pattern NOT_IN_QUOTES = Pattern.compile("[\"\\p{Cntrl}]");

  private MermaidDiagram() {}

  static String of(List<EntityType> types) {
    List<DiagramEntity> entities = types.stream().map(DiagramEntity::of).toList();
    StringBuilder text = new StringBuilder("erDiagram\n");
    for (DiagramEntity entity : entities) {
      text.append("  ").append(name(entity.name())).append(" {\n");
      for (DiagramEntity.Row row : entity.rows()) {
        text.append("    ").append(type(row.field())).append(' ').append(word(row.name()));
        text.append(row.marks().isEmpty() ? "" : " " + String.join(", ", row.marks()));
        text.append('\n');
      }
      text.append("  }\n");
    }
    for (DiagramEntity entity : entities) {
      for (DiagramEntity.Row row : entity.references()) {
        text.append("  ").append(name(row.reference())).append(' ');
        text.append(row.field().isRequired() ? "||" : "|o").append("--");
        text.append(row.field().isUnique() ? "o|" : "o{").append(' ').append(name(entity.name()));
        text.append(" : ").append(quoted(row.label())).append('\n');
      }
    }
    return text.toString();
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches() ? name : quoted(name);
  }

  private static String quoted(String text) {
    return '"' + NOT_IN_QUOTES.matcher(text).replaceAll("'") + '"';
  }

  /** Types and names of attributes are words that begin with a letter. */
  private static String word(String text) {
    String word = NOT_IN_WORDS.matcher(text).replaceAll("_");
    return PLAIN.matcher(word).matches() ? word : "_" + word;
  }

  private static String type(Field<?> field) {
    String[] words = DiagramEntity.type(field).split(" of ", -1);
    return String.join("(", words) + ")".repeat(words.length - 1);
  }
}
