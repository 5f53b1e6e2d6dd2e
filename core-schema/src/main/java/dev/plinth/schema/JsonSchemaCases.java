/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What subschemas make of a record, in the words of JSON Schema: one condition for each subschema,
 * and what holds under it. Of a set that selects, the first element is looked at; when it selects
 * nothing and a later one does, nothing is said.
 */
final class JsonSchemaCases {
  private static final Object FIRST_DECIDES =
      JsonTerms.term("$comment", "the first element decides what other fields may be");

  private final RecordSchema schema;
  private final LeftOut leftOut;
  private final @Nullable Subschemas subschemas;
  private final Set<String> special = new LinkedHashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Object> commons = new HashMap<>();
  private Subschemas.@Nullable Subschema otherwise;

  /** Values of the key that select the same declarations. */
  private record Group(List<String> values, Subschemas.Subschema subschema) {}

  JsonSchemaCases(RecordSchema schema, LeftOut leftOut) {
    this.schema = schema;
    this.leftOut = leftOut;
    this.subschemas = schema.subschemas();
    if (subschemas != null) {
      special.add(subschemas.key());
      group(subschemas);
      Draft absent = new Draft(schema.layout());
      absent.slots[subschemas.place()] =
          RecordCase.plain(schema).completed(subschemas.place(), Absent.VALUE);
      otherwise = subschemas.select(absent);
    }
  }

  private void group(Subschemas all) {
    all.byValue()
        .forEach(
            (value, subschema) -> {
              special.addAll(NodeCompiler.fields(subschema.declared()).keySet());
              Group same = null;
              for (Group group : groups) {
                if (declarations(group.subschema).equals(declarations(subschema))) {
                  same = group;
                }
              }
              if (same == null) {
                groups.add(new Group(new ArrayList<>(List.of(value)), subschema));
              } else {
                same.values.add(value);
              }
            });
  }

  private static Map<String, @Nullable Object> declarations(Subschemas.Subschema subschema) {
    Map<String, @Nullable Object> declared = new LinkedHashMap<>(subschema.declared().map());
    declared.remove("name");
    return declared;
  }

  /** Says whether what a field is depends on the case, or decides it. */
  boolean isSpecial(String name) {
    return special.contains(name);
  }

  /** Says whether a check is about a field that depends on the case. */
  boolean concern(Object check) {
    return JsonSchemaChecks.names(check).stream()
        .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
        .anyMatch(name -> isSpecial(name) && !isKey(name));
  }

  private boolean isKey(String name) {
    return subschemas != null && subschemas.key().equals(name);
  }

  private boolean isOverridden(String name) {
    int place = schema.layout().place(name);
    return groups.stream().anyMatch(group -> group.subschema.field(place) != null);
  }

  /** Returns the term for a field that depends on the case, as far as it does not. */
  Object property(String name) {
    RecordCase plain = RecordCase.plain(schema);
    Object term =
        isOverridden(name)
            ? JsonSchemaNotes.of(plain.judge(plain.place(name)), common(name), leftOut.at(name))
            : JsonSchemaRecord.property(plain, name, leftOut);
    return isKey(name) && selectsByText() ? selecting(term) : term;
  }

  /** Returns what holds for the field in all cases: all of it where they differ in null alone. */
  private Object common(String name) {
    return commons.computeIfAbsent(
        name,
        key -> {
          Set<Object> terms = new LinkedHashSet<>();
          for (Group group : groups) {
            RecordCase record = new RecordCase(schema, group.subschema, group.subschema);
            terms.add(JsonSchemaRecord.values(record, name, leftOut));
          }
          boolean takesNull = terms.remove(JsonTerms.term("type", "null"));
          terms.remove(JsonTerms.NOTHING);
          if (terms.size() == 1) {
            Object only = terms.iterator().next();
            return takesNull && !types(only).contains("null") ? JsonTerms.orNull(only) : only;
          }
          return types(terms, takesNull);
        });
  }

  private static Object types(Set<Object> terms, boolean takesNull) {
    Set<Object> types = new LinkedHashSet<>();
    for (Object term : terms) {
      if (types(term).isEmpty()) {
        return JsonTerms.ANYTHING;
      }
      types.addAll(types(term));
    }
    if (takesNull) {
      types.add("null");
    }
    if (types.isEmpty()) {
      return JsonTerms.NOTHING;
    }
    return types.size() == 1
        ? JsonTerms.term("type", types.iterator().next())
        : JsonTerms.term("type", List.copyOf(types));
  }

  private static List<?> types(Object term) {
    Object type = term instanceof Map<?, ?> keywords ? keywords.get("type") : null;
    return type == null ? List.of() : type instanceof List<?> list ? list : List.of(type);
  }

  /** Returns the term without null, and for a set without the empty object in its place. */
  private Object selecting(Object term) {
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
    if (term instanceof Map<?, ?>) {
      keywords.putAll(JsonTerms.keywords(term));
    }
    keywords.put("type", isSet() ? "array" : "string");
    keywords.remove("maxProperties");
    Object any =
        JsonTerms.term("enum", List.copyOf(Objects.requireNonNull(subschemas).byValue().keySet()));
    return isSet()
        ? JsonTerms.allOf(keywords, JsonTerms.term("contains", any), FIRST_DECIDES)
        : JsonTerms.allOf(keywords, any);
  }

  /** Says whether values select as they are; others do by their text, which is not expressible. */
  private boolean selectsByText() {
    FieldNode key = schema.field(Objects.requireNonNull(subschemas).place());
    return (key instanceof ListNode list ? list.element() : key) instanceof ScalarNode scalar
        && (scalar.kind() == ScalarNode.Kind.TEXT || scalar.kind() == ScalarNode.Kind.UUID);
  }

  private boolean isSet() {
    return schema.field(Objects.requireNonNull(subschemas).place()) instanceof ListNode;
  }

  private Object selector(Group group) {
    Object any =
        group.values.size() == 1
            ? JsonTerms.term("const", group.values.get(0))
            : JsonTerms.term("enum", List.copyOf(group.values));
    return isSet() ? JsonTerms.term("prefixItems", List.of(any), "minItems", 1L) : any;
  }

  /** Returns what holds in each case. */
  List<Object> terms() {
    if (subschemas == null) {
      return List.of();
    }
    if (!selectsByText()) {
      leftOut.at(subschemas.key()).add("subschema");
      return List.of();
    }
    List<Object> terms = new ArrayList<>();
    String key = subschemas.key();
    if (otherwise == null) {
      terms.add(JsonTerms.term("required", List.of(key)));
    }
    for (Group group : groups) {
      Object sent = then(new RecordCase(schema, group.subschema, group.subschema), group);
      Object absent =
          otherwise != null && declarations(otherwise).equals(declarations(group.subschema))
              ? then(new RecordCase(schema, null, group.subschema), group)
              : null;
      if (sent.equals(absent)) {
        terms.add(JsonTerms.when(JsonTerms.mayHave(key, selector(group)), sent));
        continue;
      }
      terms.add(JsonTerms.when(JsonTerms.has(key, selector(group)), sent));
      if (absent != null) {
        terms.add(JsonTerms.when(JsonTerms.mayHave(key, JsonTerms.NOTHING), absent));
      }
    }
    return terms;
  }

  private Object then(RecordCase record, Group group) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<String> names = special.stream().filter(this::isOverridden).toList();
    for (String name : names) {
      Object term = JsonSchemaRecord.values(record, name, leftOut);
      if (!term.equals(common(name))) {
        properties.put(name, term);
      }
    }
    List<Object> terms = new ArrayList<>();
    terms.add(properties.isEmpty() ? JsonTerms.ANYTHING : JsonTerms.term("properties", properties));
    terms.add(JsonSchemaRecord.required(record, names));
    Map<String, Attributes> fields = NodeCompiler.fields(schema.declared());
    JsonSchemaChecks common = new JsonSchemaChecks(record, fields, leftOut);
    for (Object check : schema.declared().list("entity_checks")) {
      if (concern(check)) {
        terms.add(common.term(check));
      }
    }
    Map<String, Attributes> merged = new LinkedHashMap<>(fields);
    merged.putAll(NodeCompiler.fields(group.subschema.declared()));
    JsonSchemaChecks special = new JsonSchemaChecks(record, merged, leftOut);
    for (Object check : group.subschema.declared().list("entity_checks")) {
      terms.add(special.term(check));
    }
    return JsonTerms.allOf(terms);
  }
}
