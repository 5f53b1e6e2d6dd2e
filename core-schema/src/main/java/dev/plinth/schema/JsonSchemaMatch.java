/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.JsonSchemaRules.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partial declaration that a check lays over a field's own, in the words of JSON Schema. What the
 * field says itself is not said again: a value that breaks it is refused whatever the check says.
 */
final class JsonSchemaMatch implements JsonSchemaPaths.Test {
  /** What a partial declaration may say besides rules and elements, without changing the field. */
  private static final Set<String> BESIDES = Set.of("type", "required", "err", "description");

  private final Object rules;
  private final FieldNode matched;
  private final boolean target;
  private final boolean requires;
  private final @Nullable Object otherEmpty;

  private JsonSchemaMatch(
      Object rules,
      FieldNode matched,
      Attributes match,
      boolean target,
      @Nullable Object otherEmpty) {
    this.rules = rules;
    this.matched = matched;
    this.target = target;
    this.requires = match.isTrue("required");
    this.otherEmpty = otherEmpty;
  }

  /**
   * Returns the term for entities in which the field fits; null when there is none that is exact.
   *
   * @param target whether it is what a condition demands, for which an absent value is null
   */
  static @Nullable Object term(
      JsonSchemaPaths paths, String name, Attributes declared, Attributes match, boolean target) {
    About about = about(declared);
    if (about == null || !isRules(match, declared)) {
      return null;
    }
    LeftOut leftOut = new LeftOut();
    boolean implied = about == About.TEXT && !match.isSet("len_min");
    Object rules = JsonSchemaRules.of(implied ? match.with("len_min", 0L) : match, about, leftOut);
    if (match.isSet("elements")) {
      FieldNode elements =
          new NodeCompiler(reference -> null).compile(name, match.nested("elements"));
      rules =
          JsonTerms.allOf(
              JsonTerms.term("items", new JsonSchemaValues(true).nested(elements, true, leftOut)),
              rules);
    }
    if (match.has("eq") && match.get("eq") == null) {
      rules = JsonTerms.NOTHING;
    }
    if (!leftOut.isEmpty()) {
      return null;
    }
    FieldNode matched = new NodeCompiler(reference -> null).compile(name, declared.overlaid(match));
    Object otherEmpty = about == About.MAP ? List.of() : about == About.ANYTHING ? null : Map.of();
    return paths.where(name, new JsonSchemaMatch(rules, matched, match, target, otherEmpty));
  }

  private static @Nullable About about(Attributes declared) {
    return switch (String.valueOf(declared.get("type"))) {
      case "string" -> About.TEXT;
      case "integer", "number" -> About.NUMBER;
      case "boolean" -> About.TRUTH;
      case "array" -> About.LIST;
      case "set" -> About.SET;
      case "map" -> About.MAP;
      case "record", "foreign", "json" -> About.ANYTHING;
      default -> null;
    };
  }

  private static boolean isRules(Attributes match, Attributes declared) {
    boolean sameType =
        !match.has("type") || Objects.equals(match.get("type"), declared.get("type"));
    boolean lists = Set.of("array", "set").contains(String.valueOf(declared.get("type")));
    return sameType
        && match.map().keySet().stream()
            .allMatch(
                name ->
                    BESIDES.contains(name)
                        || Rules.names().contains(name)
                        || (name.equals("elements") && lists));
  }

  @Override
  public Object sent(RecordCase record, int place) {
    List<@Nullable Object> excluded = new ArrayList<>();
    boolean takesNull = false;
    if (record.takes(place, null)) {
      takesNull = holds(record.completed(place, null));
      if (!takesNull) {
        excluded.add(null);
      }
    }
    if (otherEmpty != null
        && record.takes(place, otherEmpty)
        && !holds(record.completed(place, otherEmpty))) {
      excluded.add(otherEmpty);
    }
    Object term = takesNull ? JsonTerms.orNull(rules) : rules;
    boolean listed =
        rules.equals(JsonTerms.NOTHING)
            || (rules instanceof Map<?, ?> keywords
                && (keywords.containsKey("const") || keywords.containsKey("enum")));
    return excluded.isEmpty() || listed
        ? term
        : JsonTerms.allOf(term, JsonTerms.not(JsonTerms.term("enum", excluded)));
  }

  @Override
  public boolean holds(@Nullable Object completed) {
    if (target && (completed == null || completed == Absent.VALUE)) {
      return !requires && matched.validate(null, false) == null;
    }
    return completed != Absent.VALUE && matched.validate(completed, false) == null;
  }
}
