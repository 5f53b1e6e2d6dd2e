/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema as a table for people: a line for each field, then what holds over several. */
final class SchemaTable {
  private static final List<String> FLAGS =
      List.of(
          "required",
          "auto",
          "unique",
          "unique_across_ws",
          "immutable",
          "index",
          "secret",
          "encrypted",
          "referenceable",
          "abstract");
  private static final List<String> HEADER = List.of("FIELD", "TYPE", "RULES", "DEFAULT");
  private static final int WIDTH = 56;

  private final List<List<String>> rows = new ArrayList<>(List.of(HEADER));

  private SchemaTable() {}

  static String of(Schema schema) {
    SchemaTable table = new SchemaTable();
    Attributes declared = NodeCompiler.ofEntity(schema.attributes());
    table.fields("", declared);
    StringBuilder text = new StringBuilder(schema.name()).append('\n');
    text.append("primary key: ").append(String.join(", ", schema.primaryKey())).append('\n');
    schema.endpointKey().ifPresent(key -> text.append("endpoint key: ").append(key).append('\n'));
    if (!schema.cacheKey().isEmpty()) {
      text.append("cache key: ").append(String.join(", ", schema.cacheKey())).append('\n');
    }
    text.append(schema.hasTtl() ? "rows may expire\n" : "");
    text.append(schema.isWorkspaceable() ? "rows lie in workspaces\n" : "");
    text.append('\n').append(table.lines());
    checks(text, declared.list("entity_checks"));
    String key = declared.text("subschema_key");
    if (key != null) {
      text.append("\nsubschemas by ").append(key).append(":\n  ");
      text.append(String.join(", ", declared.entries("subschemas").keySet())).append('\n');
    }
    return text.toString();
  }

  private void fields(String prefix, Attributes owner) {
    NodeCompiler.fields(owner).forEach((name, field) -> field(prefix + name, field, ""));
    owner
        .entries("shorthand_fields")
        .forEach((name, field) -> field(prefix + name, Attributes.of(field), "shorthand"));
  }

  private void field(String path, Attributes field, String kind) {
    rows.add(List.of(path, type(field), rules(field, kind), byDefault(field)));
    if ("record".equals(field.get("type"))) {
      fields(path + ".", field);
    }
    for (String part : List.of("elements", "keys", "values")) {
      Attributes nested = field.nested(part);
      if (!rules(nested, "").isEmpty() || nested.has("fields")) {
        field(path + "." + part, nested, "");
      }
    }
  }

  private static String type(Attributes field) {
    String type = DiagramEntity.type(field);
    return type.equals("foreign") ? "foreign " + field.text("reference") : type;
  }

  private static String rules(Attributes field, String kind) {
    List<String> rules = new ArrayList<>(kind.isEmpty() ? List.of() : List.of(kind));
    FLAGS.stream().filter(field::isTrue).forEach(rules::add);
    if (field.text("on_delete") != null) {
      rules.add("on_delete " + field.text("on_delete"));
    }
    for (String rule : Rules.names()) {
      Object argument = field.get(rule);
      boolean typed = rule.equals("uuid") || rule.equals("timestamp");
      if (field.has(rule) && !typed) {
        rules.add(rule + argument(rule, argument));
      }
    }
    return String.join("; ", rules);
  }

  private static String argument(String rule, @Nullable Object argument) {
    Object shown =
        switch (rule) {
          case "match_any" -> Attributes.of(argument).list("patterns");
          case "match_all", "match_none" ->
              argument instanceof List<?> list ? RuleComparison.patterns(list) : argument;
          default -> argument;
        };
    String said = RuleComparison.said(shown);
    return said.equals("a function") || said.equals("true") ? "" : " " + said;
  }

  private static String byDefault(Attributes field) {
    boolean secret = field.isTrue("secret") || field.isTrue("encrypted");
    return !field.has("default") || secret ? "" : RuleComparison.said(field.get("default"));
  }

  private static void checks(StringBuilder text, List<?> checks) {
    text.append(checks.isEmpty() ? "" : "\nchecks:\n");
    for (Object check : checks) {
      Map<String, @Nullable Object> entry = Attributes.of(check).map();
      text.append("  ").append(String.join(" ", entry.keySet())).append(": ");
      text.append(String.join(", ", JsonSchemaChecks.names(check))).append('\n');
    }
  }

  private String lines() {
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        int width = wrapped(row.get(i)).stream().mapToInt(String::length).max().orElse(0);
        widths[i] = Math.max(widths[i], width);
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<List<String>> cells = row.stream().map(SchemaTable::wrapped).toList();
      int height = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int line = 0; line < height; line++) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
          out.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        text.append(out.toString().stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }

  /** Returns a text in lines of some width, broken at spaces. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
