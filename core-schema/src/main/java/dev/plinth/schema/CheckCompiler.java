/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.CheckNode.Source;
import dev.plinth.schema.CheckNode.Test;
import dev.plinth.schema.CheckNode.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a check's declaration into what runs. */
final class CheckCompiler {
  /** Finds the declaration of a field by its dotted name; empty attributes when there is none. */
  private final Function<String, Attributes> fields;

  private final Layout layout;

  CheckCompiler(Function<String, Attributes> fields, Layout layout) {
    this.fields = fields;
    this.layout = layout;
  }

  List<CheckNode> compile(List<?> declared) {
    List<CheckNode> checks = new ArrayList<>();
    for (Object entry : declared) {
      for (Map.Entry<String, @Nullable Object> check : Attributes.of(entry).map().entrySet()) {
        if (check.getValue() != null) {
          checks.add(compile(check.getKey(), check.getValue()));
        }
      }
    }
    return checks;
  }

  private CheckNode compile(String name, Object argument) {
    return switch (name) {
      case "at_least_one_of" ->
          overList(name, argument, new Trigger(true, true), false, CheckCompiler::atLeastOneOf);
      case "only_one_of" ->
          overList(name, argument, new Trigger(false, true), true, CheckCompiler::onlyOneOf);
      case "distinct" ->
          overList(name, argument, new Trigger(false, true), true, CheckCompiler::distinct);
      case "mutually_required" ->
          overList(
              name, argument, new Trigger(true, false), false, CheckCompiler::mutuallyRequired);
      case "mutually_exclusive" ->
          overList(
              name, argument, new Trigger(true, false), false, CheckCompiler::mutuallyExclusive);
      case "mutually_exclusive_sets" -> exclusiveSets(name, Attributes.of(argument));
      case "conditional" -> conditional(name, Attributes.of(argument));
      case "conditional_at_least_one_of" -> conditionalAtLeastOneOf(name, Attributes.of(argument));
      case "custom_entity_check" -> custom(name, Attributes.of(argument));
      default -> throw new IllegalArgumentException("unknown check: " + name);
    };
  }

  private interface ListTest {
    Test over(List<String> names, List<FieldPath> paths);
  }

  private CheckNode overList(
      String name, Object argument, Trigger trigger, boolean mandatory, ListTest test) {
    List<String> names = ((List<?>) argument).stream().map(String::valueOf).toList();
    return new CheckNode(name, sources(names, mandatory), trigger, test.over(names, paths(names)));
  }

  private static Test atLeastOneOf(List<String> names, List<FieldPath> paths) {
    return (draft, errors, updating) ->
        CheckNode.count(draft, paths) > 0 ? null : CheckNode.atLeastOne(names, updating);
  }

  private static Test onlyOneOf(List<String> names, List<FieldPath> paths) {
    String message = "exactly one of these fields must be non-empty: " + Lua.quoted(names);
    return (draft, errors, updating) -> CheckNode.count(draft, paths) == 1 ? null : message;
  }

  private static Test distinct(List<String> names, List<FieldPath> paths) {
    String message = "values of these fields must be distinct: " + Lua.quoted(names);
    return (draft, errors, updating) -> {
      for (int i = 0; i < paths.size(); i++) {
        Object one = paths.get(i).in(draft);
        for (int j = 0; j < i; j++) {
          if (!Lua.isEmpty(one) && Lua.same(one, paths.get(j).in(draft))) {
            return message;
          }
        }
      }
      return null;
    };
  }

  private static Test mutuallyRequired(List<String> names, List<FieldPath> paths) {
    String message = "all or none of these fields must be set: " + Lua.quoted(names);
    return (draft, errors, updating) -> {
      int set = CheckNode.count(draft, paths);
      return set == 0 || set == paths.size() ? null : message;
    };
  }

  private static Test mutuallyExclusive(List<String> names, List<FieldPath> paths) {
    String message = "only one or none of these fields must be set: " + Lua.quoted(names);
    return (draft, errors, updating) -> CheckNode.count(draft, paths) < 2 ? null : message;
  }

  private CheckNode exclusiveSets(String name, Attributes argument) {
    List<String> one = argument.texts("set1");
    List<String> other = argument.texts("set2");
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    List<FieldPath> onePaths = paths(one);
    List<FieldPath> otherPaths = paths(other);
    return new CheckNode(
        name,
        sources(both, false),
        new Trigger(true, false),
        (draft, errors, updating) -> {
          if (CheckNode.count(draft, onePaths) == 0 || CheckNode.count(draft, otherPaths) == 0) {
            return null;
          }
          List<List<?>> hit =
              List.of(filled(draft, one, onePaths), filled(draft, other, otherPaths));
          return "these sets are mutually exclusive: " + RuleCompiler.sets(hit);
        });
  }

  private static List<String> filled(Draft draft, List<String> names, List<FieldPath> paths) {
    return IntStream.range(0, names.size())
        .filter(i -> !Lua.isEmpty(paths.get(i).in(draft)))
        .mapToObj(names::get)
        .toList();
  }

  private CheckNode conditional(String name, Attributes argument) {
    String ifField = Objects.requireNonNull(argument.text("if_field"), "if_field");
    String thenField = Objects.requireNonNull(argument.text("then_field"), "then_field");
    FieldNode ifMatch = matched(ifField, argument.nested("if_match"));
    FieldNode thenMatch = matched(thenField, argument.nested("then_match"));
    boolean thenRequired = argument.nested("then_match").isTrue("required");
    String plain = "failed conditional validation given value of field '" + ifField + "'";
    String thenErr = argument.text("then_err");
    String message = thenErr == null ? plain : thenErr.replace("%s", ifField);
    FieldPath ifPath = path(ifField);
    FieldPath thenPath = path(thenField);
    List<Source> sources = new ArrayList<>(sources(List.of(ifField), true));
    sources.addAll(sources(List.of(thenField), false));
    return new CheckNode(
        name,
        sources,
        new Trigger(false, true),
        (draft, errors, updating) -> {
          Object sent = thenPath.in(draft);
          Object value = sent == Absent.VALUE ? null : sent;
          boolean lacks = value == null && thenRequired;
          // the cheaper question comes first, which is the other one where nothing can be wrong
          if (value != null && !ifMatch.isValid(ifPath.in(draft), updating)) {
            return null;
          }
          Object wrong = lacks ? FieldNode.REQUIRED : thenMatch.validate(value, updating);
          if (wrong == null || (value == null && !ifMatch.isValid(ifPath.in(draft), updating))) {
            return null;
          }
          errors.putAt(thenPath.names(), wrong);
          return lacks ? plain : message;
        });
  }

  private CheckNode conditionalAtLeastOneOf(String name, Attributes argument) {
    String ifField = Objects.requireNonNull(argument.text("if_field"), "if_field");
    FieldPath ifPath = path(ifField);
    FieldNode ifMatch = matched(ifField, argument.nested("if_match"));
    FieldNode elseMatch =
        argument.isSet("else_match") ? matched(ifField, argument.nested("else_match")) : null;
    List<String> thenNames = argument.texts("then_at_least_one_of");
    List<String> elseNames = argument.texts("else_then_at_least_one_of");
    List<FieldPath> thenPaths = paths(thenNames);
    List<FieldPath> elsePaths = paths(elseNames);
    String thenErr = argument.text("then_err");
    String elseErr = argument.text("else_then_err");
    List<Source> sources = new ArrayList<>(sources(List.of(ifField), false));
    sources.addAll(sources(thenNames, false));
    sources.addAll(sources(elseNames, false));
    return new CheckNode(
        name,
        sources,
        new Trigger(true, true),
        (draft, errors, updating) -> {
          Object value = ifPath.in(draft);
          if (value == Absent.VALUE) {
            return null;
          }
          if (ifMatch.isValid(value, updating)) {
            return CheckNode.count(draft, thenPaths) > 0
                ? null
                : demanded(thenNames, thenErr, updating);
          }
          return elseMatch != null
                  && elseMatch.isValid(value, updating)
                  && CheckNode.count(draft, elsePaths) == 0
              ? demanded(elseNames, elseErr, updating)
              : null;
        });
  }

  private static String demanded(List<String> names, @Nullable String err, boolean updating) {
    return err == null
        ? CheckNode.atLeastOne(names, updating)
        : err.replace("%s", Lua.quoted(names));
  }

  private CheckNode custom(String name, Attributes argument) {
    List<String> names = argument.texts("field_sources");
    Check.Rule rule = (Check.Rule) Objects.requireNonNull(argument.get("fn"), "fn");
    List<Source> sources = sources(names, !argument.isTrue("run_with_missing_fields"));
    return new CheckNode(
        name,
        sources,
        new Trigger(false, false),
        (draft, errors, updating) -> rule.test(CheckNode.projection(draft, sources)));
  }

  private List<Source> sources(List<String> names, boolean mandatory) {
    return names.stream()
        .map(
            field ->
                new Source(
                    field,
                    path(field),
                    mandatory && !fields.apply(field).isTrue("nilable"),
                    fields.apply(field).isTrue("referenceable")))
        .toList();
  }

  /** Returns the field's declaration with a partial one laid over it, compiled. */
  private FieldNode matched(String field, Attributes match) {
    return new NodeCompiler(reference -> null).compile(field, fields.apply(field).overlaid(match));
  }

  private FieldPath path(String name) {
    return FieldPath.of(name, layout);
  }

  private List<FieldPath> paths(List<String> names) {
    return FieldPath.of(names, layout);
  }
}
