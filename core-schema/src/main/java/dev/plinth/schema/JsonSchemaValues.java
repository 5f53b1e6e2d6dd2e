/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.JsonSchemaRules.About;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of fields in the words of JSON Schema. Where the engine is lenient, as with an empty
 * object in the place of an empty list, it is asked, so that the two cannot differ.
 */
final class JsonSchemaValues {
  static final Context INSERT = new Context(Context.Purpose.INSERT, Clock.systemUTC());

  /** A reference to a secret. */
  static final Object REFERENCE = JsonTerms.term("pattern", "^\\{vault://[\\s\\S]*\\}$");

  private static final List<String> NOT_NULL =
      List.of("object", "array", "string", "number", "boolean");

  /** Whether values are completed before they are judged, as those of a record's fields are. */
  private final boolean completed;

  JsonSchemaValues(boolean completed) {
    this.completed = completed;
  }

  /** Returns the term for the values of a field, null among them or not. */
  Object of(FieldNode node, boolean takesNull, LeftOut leftOut) {
    Object present = present(node, takesNull, leftOut);
    if (!takesNull) {
      return present;
    }
    Object nullable = JsonTerms.orNull(present);
    if (node instanceof JsonNode && JsonTerms.keywords(nullable).get("type") instanceof List<?>) {
      Map<String, @Nullable Object> any = new LinkedHashMap<>(JsonTerms.keywords(nullable));
      any.remove("type");
      return any.isEmpty() ? JsonTerms.ANYTHING : any;
    }
    return nullable;
  }

  /** Returns the term for what is no field of a record, where null is one value. */
  Object nested(FieldNode node, boolean demanded, LeftOut leftOut) {
    Object value = completed ? node.process(null, INSERT) : null;
    return of(node, node.validate(value, false, demanded) == null, leftOut);
  }

  private Object noted(FieldNode node, boolean demanded, LeftOut leftOut) {
    return JsonSchemaNotes.ofPart(node, nested(node, demanded, leftOut), leftOut);
  }

  private Object present(FieldNode node, boolean takesNull, LeftOut leftOut) {
    if (node.isAbstract || (node.declared.has("eq") && node.declared.get("eq") == null)) {
      return JsonTerms.NOTHING;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, leftOut);
    }
    if (node instanceof ListNode list) {
      return list(list, leftOut);
    }
    if (node instanceof MapNode map) {
      return map(map, leftOut);
    }
    if (node instanceof RecordNode record) {
      return record(record, takesNull, leftOut);
    }
    if (node instanceof ForeignNode foreign) {
      return foreign(foreign, leftOut);
    }
    if (node instanceof JsonNode) {
      return JsonTerms.allOf(
          JsonTerms.term("type", NOT_NULL), rules(node, About.ANYTHING, leftOut));
    }
    return JsonTerms.NOTHING;
  }

  private static Object rules(FieldNode node, About about, LeftOut leftOut) {
    return JsonSchemaRules.of(node.declared, about, leftOut);
  }

  private static Object scalar(ScalarNode node, LeftOut leftOut) {
    return switch (node.kind()) {
      case TEXT, UUID -> text(node, leftOut);
      case INTEGER, SECONDS -> typed("integer", rules(node, About.NUMBER, leftOut));
      case NUMBER, MILLIS -> typed("number", rules(node, About.NUMBER, leftOut));
      case BOOLEAN -> typed("boolean", rules(node, About.TRUTH, leftOut));
    };
  }

  private static Object typed(String type, Object rules) {
    return JsonTerms.allOf(JsonTerms.term("type", type), rules);
  }

  private static Object text(ScalarNode node, LeftOut leftOut) {
    Object rules = rules(node, About.TEXT, leftOut);
    return typed("string", node.isReferenceable() ? JsonTerms.anyOf(rules, REFERENCE) : rules);
  }

  private Object list(ListNode node, LeftOut leftOut) {
    Object element = noted(node.element(), true, leftOut.at("*"));
    Object rules = rules(node, node.isSet() ? About.SET : About.LIST, leftOut);
    Object term =
        JsonTerms.allOf(
            JsonTerms.term("type", "array"),
            element.equals(JsonTerms.ANYTHING)
                ? JsonTerms.ANYTHING
                : JsonTerms.term("items", element),
            rules);
    return takes(node, Map.of()) ? JsonTerms.orEmpty(term, "object", "maxProperties") : term;
  }

  private Object map(MapNode node, LeftOut leftOut) {
    Object value = nested(node.values(), true, leftOut);
    if (takesPlaces(node.keys())) {
      leftOut.add("keys");
      Object term =
          JsonTerms.allOf(
              JsonTerms.term("type", "array"),
              value.equals(JsonTerms.ANYTHING)
                  ? JsonTerms.ANYTHING
                  : JsonTerms.term("items", value),
              rules(node, About.LIST, leftOut));
      return takes(node, Map.of()) ? JsonTerms.orEmpty(term, "object", "maxProperties") : term;
    }
    Object key = key(node.keys(), leftOut);
    Object term =
        JsonTerms.allOf(
            JsonTerms.term("type", "object"),
            key.equals(JsonTerms.ANYTHING)
                ? JsonTerms.ANYTHING
                : JsonTerms.term("propertyNames", key),
            value.equals(JsonTerms.ANYTHING)
                ? JsonTerms.ANYTHING
                : JsonTerms.term("additionalProperties", value),
            rules(node, About.MAP, leftOut));
    return takes(node, List.of()) ? JsonTerms.orEmpty(term, "array", "maxItems") : term;
  }

  /** Says whether keys are the places of a list, as JSON has no keys but texts. */
  private static boolean takesPlaces(FieldNode keys) {
    return keys instanceof ScalarNode scalar
        && switch (scalar.kind()) {
          case INTEGER, NUMBER, SECONDS, MILLIS -> true;
          case TEXT, UUID, BOOLEAN -> false;
        };
  }

  private static Object key(FieldNode keys, LeftOut leftOut) {
    Object key = new JsonSchemaValues(false).of(keys, false, leftOut);
    if (!(keys instanceof ScalarNode)) {
      return keys instanceof JsonNode || keys instanceof ForeignNode
          ? JsonTerms.ANYTHING
          : JsonTerms.NOTHING;
    }
    if (key.equals(JsonTerms.NOTHING) || !"string".equals(JsonTerms.keywords(key).get("type"))) {
      return JsonTerms.NOTHING;
    }
    Map<String, @Nullable Object> rules = new LinkedHashMap<>(JsonTerms.keywords(key));
    rules.remove("type");
    return rules.isEmpty() ? JsonTerms.ANYTHING : rules;
  }

  private Object record(RecordNode node, boolean takesNull, LeftOut leftOut) {
    boolean takesEmptyList = takes(node, List.of());
    Object term =
        JsonTerms.allOf(
            JsonSchemaRecord.nested(node.schema(), takesNull || takesEmptyList, leftOut),
            rules(node, About.ANYTHING, leftOut));
    return takesEmptyList ? JsonTerms.orEmpty(term, "array", "maxItems") : term;
  }

  /**
   * Returns the term for a reference: by the primary key, or, as the DAO resolves it before the
   * engine sees it, by a unique value. What else is sent with it is of no account.
   */
  private static Object foreign(ForeignNode node, LeftOut leftOut) {
    RecordSchema target = node.target();
    if (target == null) {
      return JsonTerms.allOf(
          JsonTerms.term("type", NOT_NULL), rules(node, About.ANYTHING, leftOut));
    }
    List<Object> forms = new ArrayList<>();
    forms.add(primaryKey(target, leftOut));
    for (int place = 0; place < target.layout().size(); place++) {
      FieldNode part = target.field(place);
      String name = target.layout().names().get(place);
      if (part.declared.isTrue("unique") && !target.key().names().equals(List.of(name))) {
        Object value = new JsonSchemaValues(false).of(part, false, leftOut.at(name));
        forms.add(JsonTerms.has(name, JsonSchemaNotes.ofPart(part, value, leftOut.at(name))));
      }
    }
    return JsonTerms.allOf(
        JsonTerms.term("type", "object"),
        JsonTerms.anyOf(forms),
        rules(node, About.ANYTHING, leftOut));
  }

  private static Object primaryKey(RecordSchema target, LeftOut leftOut) {
    List<Object> parts = new ArrayList<>();
    JsonSchemaValues raw = new JsonSchemaValues(false);
    for (String name : target.key().names()) {
      FieldNode part = target.field(target.layout().place(name));
      Object value =
          raw.noted(part, part.required || part.declared.isTrue("auto"), leftOut.at(name));
      boolean truth = part instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.BOOLEAN;
      Object not = truth ? JsonTerms.not(JsonTerms.term("const", false)) : JsonTerms.ANYTHING;
      parts.add(JsonTerms.has(name, JsonTerms.allOf(value, not)));
    }
    return JsonTerms.allOf(parts);
  }

  private boolean takes(FieldNode node, Object value) {
    return node.validate(completed ? node.process(value, INSERT) : value, false, true) == null;
  }

  /** Returns a value of a declaration as JSON has it, such as a text for a UUID. */
  static @Nullable Object plain(FieldNode node, @Nullable Object value) {
    if (value instanceof List<?> || value instanceof java.util.Set<?>) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object one : (java.util.Collection<?>) value) {
        list.add(plain(node, one));
      }
      return list;
    }
    if (value instanceof Values values) {
      return plain(node, values.toMap());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, one) -> plain.put(String.valueOf(key), plain(node, one)));
      return plain;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value == null ? null : Json.read(Json.write(node, value));
  }
}
