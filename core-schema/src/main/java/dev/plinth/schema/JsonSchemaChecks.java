/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks over several fields in the words of JSON Schema, those of functions left out. For one
 * record in one case, on one thread.
 */
final class JsonSchemaChecks {
  private final RecordCase record;
  private final Map<String, Attributes> fields;
  private final LeftOut leftOut;
  private final JsonSchemaPaths paths;

  /** Makes it for checks that look at these declarations. */
  JsonSchemaChecks(RecordCase record, Map<String, Attributes> fields, LeftOut leftOut) {
    this.record = record;
    this.fields = fields;
    this.leftOut = leftOut;
    this.paths = new JsonSchemaPaths(record);
  }

  /** Returns the term for entities that pass the check; that for all when there is no better. */
  Object term(Object entry) {
    List<Object> terms = new ArrayList<>();
    Attributes.of(entry)
        .map()
        .forEach(
            (name, argument) -> {
              Object term = argument == null ? JsonTerms.ANYTHING : term(name, argument);
              if (term == null) {
                names(entry).forEach(field -> leftOut.at(field).add(name));
                leaveOut(name, Attributes.of(argument));
              } else {
                terms.add(term);
              }
            });
    return JsonTerms.allOf(terms);
  }

  private void leaveOut(String name, Attributes argument) {
    leftOut.at(JsonSchemaRecord.WHOLE).add(name);
    String target = argument.text("then_field");
    if (target != null) {
      Attributes match = argument.nested("then_match");
      match.map().keySet().forEach(leftOut.at(target)::add);
      match.nested("elements").map().keySet().forEach(leftOut.at(target).at("*")::add);
    }
  }

  /** Returns the names of the fields that a check is about. */
  static List<String> names(Object entry) {
    List<String> names = new ArrayList<>();
    for (Object argument : Attributes.of(entry).map().values()) {
      if (argument instanceof List<?> list) {
        list.forEach(name -> names.add(String.valueOf(name)));
      }
      Attributes attributes = Attributes.of(argument);
      for (String one : List.of("if_field", "then_field")) {
        if (attributes.text(one) != null) {
          names.add(attributes.text(one));
        }
      }
      for (String several :
          List.of(
              "then_at_least_one_of",
              "else_then_at_least_one_of",
              "set1",
              "set2",
              "field_sources")) {
        names.addAll(attributes.texts(several));
      }
    }
    return names;
  }

  private @Nullable Object term(String name, Object argument) {
    return switch (name) {
      case "at_least_one_of" -> overList(argument, false, JsonTerms::anyOf);
      case "only_one_of" ->
          overList(argument, true, fields -> JsonTerms.term("oneOf", List.copyOf(fields)));
      case "mutually_required" ->
          overList(
              argument,
              false,
              fields -> JsonTerms.when(JsonTerms.anyOf(fields), JsonTerms.allOf(fields)));
      case "mutually_exclusive" ->
          overList(
              argument,
              false,
              fields ->
                  JsonTerms.when(
                      JsonTerms.anyOf(fields), JsonTerms.term("oneOf", List.copyOf(fields))));
      case "mutually_exclusive_sets" -> exclusiveSets(Attributes.of(argument));
      case "conditional" -> conditional(Attributes.of(argument));
      case "conditional_at_least_one_of" -> conditionalAtLeastOneOf(Attributes.of(argument));
      default -> null;
    };
  }

  private @Nullable Object overList(
      Object argument, boolean mandatory, Function<List<Object>, Object> test) {
    List<String> names = ((List<?>) argument).stream().map(String::valueOf).toList();
    List<Object> set = each(names, paths::nonEmpty);
    return set == null
        ? null
        : guarded(names, mandatory ? names : List.of(), !mandatory, test.apply(set));
  }

  private @Nullable Object exclusiveSets(Attributes argument) {
    List<String> one = argument.texts("set1");
    List<String> other = argument.texts("set2");
    List<Object> first = each(one, paths::nonEmpty);
    List<Object> second = each(other, paths::nonEmpty);
    if (first == null || second == null) {
      return null;
    }
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return guarded(
        all,
        List.of(),
        true,
        JsonTerms.when(JsonTerms.anyOf(first), JsonTerms.not(JsonTerms.anyOf(second))));
  }

  private @Nullable Object conditional(Attributes argument) {
    String ifField = String.valueOf(argument.text("if_field"));
    String thenField = String.valueOf(argument.text("then_field"));
    Object condition = fits(ifField, argument.nested("if_match"), false);
    Object then = fits(thenField, argument.nested("then_match"), true);
    return condition == null || then == null
        ? null
        : guarded(
            List.of(ifField, thenField), List.of(ifField), false, JsonTerms.when(condition, then));
  }

  private @Nullable Object conditionalAtLeastOneOf(Attributes argument) {
    String ifField = String.valueOf(argument.text("if_field"));
    Object condition = fits(ifField, argument.nested("if_match"), false);
    Object other =
        argument.isSet("else_match")
            ? fits(ifField, argument.nested("else_match"), false)
            : JsonTerms.NOTHING;
    List<Object> then = each(argument.texts("then_at_least_one_of"), paths::nonEmpty);
    List<Object> otherwise = each(argument.texts("else_then_at_least_one_of"), paths::nonEmpty);
    if (condition == null || other == null || then == null || otherwise == null) {
      return null;
    }
    List<String> all = new ArrayList<>(List.of(ifField));
    all.addAll(argument.texts("then_at_least_one_of"));
    all.addAll(argument.texts("else_then_at_least_one_of"));
    return guarded(
        all,
        List.of(),
        true,
        JsonTerms.choose(
            condition, JsonTerms.anyOf(then), JsonTerms.when(other, JsonTerms.anyOf(otherwise))));
  }

  private @Nullable Object fits(String name, Attributes match, boolean target) {
    Attributes declared = NodeCompiler.find(fields, name);
    int dot = name.indexOf('.');
    String top = dot < 0 ? name : name.substring(0, dot);
    int place = record.place(top);
    boolean same = place >= 0 && record.judge(place).declared.equals(fields.get(top));
    return same ? JsonSchemaMatch.term(paths, name, declared, match, target) : null;
  }

  private interface Term {
    @Nullable Object of(String name);
  }

  /** Returns the terms for the fields; null when there is none for one of them. */
  private static @Nullable List<Object> each(List<String> names, Term term) {
    List<Object> terms = new ArrayList<>();
    for (String name : names) {
      Object one = term.of(name);
      if (one == null) {
        return null;
      }
      terms.add(one);
    }
    return terms;
  }

  /**
   * Returns the term for a check that does not run when it meets a reference to a secret, nor, but
   * for {@code withMissing}, when all fields are absent, and fails when some of those that are
   * mandatory are.
   */
  private @Nullable Object guarded(
      List<String> names, List<String> mandatory, boolean withMissing, Object test) {
    List<Object> references =
        each(names.stream().filter(name -> is(name, "referenceable")).toList(), paths::reference);
    List<Object> absent = each(names, paths::absent);
    List<Object> missing =
        each(mandatory.stream().filter(name -> !is(name, "nilable")).toList(), paths::absent);
    if (references == null || absent == null || missing == null) {
      return null;
    }
    return JsonTerms.anyOf(
        JsonTerms.anyOf(references),
        withMissing ? JsonTerms.NOTHING : JsonTerms.allOf(absent),
        JsonTerms.allOf(JsonTerms.not(JsonTerms.anyOf(missing)), test));
  }

  private boolean is(String name, String attribute) {
    return NodeCompiler.find(fields, name).isTrue(attribute);
  }
}
