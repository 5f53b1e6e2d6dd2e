/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static dev.plinth.schema.SchemaChange.Impact.BREAKS_BOTH;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_READERS;
import static dev.plinth.schema.SchemaChange.Impact.BREAKS_WRITERS;
import static dev.plinth.schema.SchemaChange.Impact.COMPATIBLE;
import static dev.plinth.schema.SchemaChange.Impact.WORDING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two versions of fields, beside each other. For one thread. */
final class FieldComparison {
  private static final Set<String> MESSAGES = Set.of("then_err", "else_then_err");
  private static final List<String> PARTS = List.of("elements", "keys", "values");

  /** Attributes that are compared one by one, or belong to what is. */
  private static final Set<String> COMPARED =
      Set.of(
          "type",
          "reference",
          "required",
          "default",
          "auto",
          "immutable",
          "unique",
          "unique_across_ws",
          "index",
          "on_delete",
          "abstract",
          "referenceable",
          "err",
          "description",
          "elements",
          "keys",
          "values",
          "fields",
          "entity_checks",
          "shorthand_fields",
          "check",
          "func");

  private final SchemaDiff.Changes changes;

  FieldComparison(SchemaDiff.Changes changes) {
    this.changes = changes;
  }

  /** Compares the fields of an entity or a record, its shorthands and checks. */
  void compareRecord(String path, Attributes before, Attributes after) {
    Map<String, Attributes> old = NodeCompiler.fields(before);
    Map<String, Attributes> now = NodeCompiler.fields(after);
    old.forEach(
        (name, field) -> {
          Attributes other = now.get(name);
          if (other == null) {
            changes.add(path + "." + name, BREAKS_BOTH, "the field is gone");
          } else {
            compare(path + "." + name, name, field, other);
          }
        });
    now.forEach(
        (name, field) -> {
          if (!old.containsKey(name)) {
            boolean optional = takesAbsent(name, field);
            changes.add(
                path + "." + name,
                optional ? COMPATIBLE : BREAKS_WRITERS,
                optional ? "the field is new" : "the field is new, and has to be sent");
          }
        });
    shorthands(path, before.entries("shorthand_fields"), after.entries("shorthand_fields"));
    compareChecks(path, before.list("entity_checks"), after.list("entity_checks"));
    function(path, "check", before, after);
  }

  /** Compares two versions of a field. */
  void compare(String path, String name, Attributes before, Attributes after) {
    if (compareValues(path, before, after)) {
      presence(path, name, before, after);
      flags(path, before, after);
      onDelete(path, before, after);
    }
  }

  /** Compares what values there may be, and says whether they are of one type. */
  private boolean compareValues(String path, Attributes before, Attributes after) {
    String was = type(before);
    String is = type(after);
    if (!was.equals(is)) {
      changes.add(path, BREAKS_BOTH, "the type is " + is + ", was " + was);
      return false;
    }
    for (String part : PARTS) {
      if (before.isSet(part) && after.isSet(part)) {
        compareValues(path + "." + part, before.nested(part), after.nested(part));
      }
    }
    if ("record".equals(before.get("type"))) {
      compareRecord(path, before, after);
    }
    new RuleComparison(path, before, after, changes).compare();
    flag(
        path,
        "referenceable",
        before,
        after,
        COMPATIBLE,
        BREAKS_WRITERS,
        "allowed to be a reference to a secret");
    texts(path, before, after);
    others(path, before, after);
    return true;
  }

  private static String type(Attributes field) {
    if (field.isTrue("abstract")) {
      return "abstract";
    }
    Field<?> typed = FieldData.of(field.map());
    return switch (typed.type()) {
      case FOREIGN -> "a reference to " + field.text("reference");
      case TIMESTAMP -> field.get("type") + " timestamp";
      default -> typed.type().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Says whether an insert without the field is taken, as far as this field is concerned. */
  private static boolean takesAbsent(String name, Attributes declared) {
    FieldNode node = new NodeCompiler(reference -> null).compile(name, declared);
    Object value = node.process(Absent.VALUE, JsonSchemaValues.INSERT);
    return value == Absent.VALUE ? !node.required : node.validate(value, false) == null;
  }

  private void presence(String path, String name, Attributes before, Attributes after) {
    boolean sent = takesAbsent(name, before) && !takesAbsent(name, after);
    if (!before.isTrue("required") && after.isTrue("required")) {
      changes.add(
          path, BREAKS_WRITERS, sent ? "is required and has to be sent" : "is required, not null");
    } else if (sent) {
      boolean lost = before.has("default") && !after.has("default");
      changes.add(
          path, BREAKS_WRITERS, "has to be sent" + (lost ? ", as it has no default any more" : ""));
    }
    if (before.isTrue("required") && !after.isTrue("required")) {
      changes.add(path, BREAKS_READERS, "may be null");
    }
    if (!sent && !Objects.equals(before.get("default"), after.get("default"))) {
      changes.add(
          path,
          COMPATIBLE,
          "the default is "
              + RuleComparison.said(after, "default")
              + ", was "
              + RuleComparison.said(before, "default"));
    }
    flag(path, "auto", before, after, COMPATIBLE, COMPATIBLE, "made where it is not sent");
  }

  private void flags(String path, Attributes before, Attributes after) {
    flag(path, "immutable", before, after, BREAKS_WRITERS, COMPATIBLE, "fixed once it is set");
    flag(path, "unique", before, after, BREAKS_WRITERS, BREAKS_READERS, "unique");
    flag(
        path,
        "unique_across_ws",
        before,
        after,
        BREAKS_WRITERS,
        COMPATIBLE,
        "unique across workspaces");
    flag(path, "index", before, after, COMPATIBLE, BREAKS_READERS, "one to look up by");
  }

  private void flag(
      String path,
      String attribute,
      Attributes before,
      Attributes after,
      SchemaChange.Impact added,
      SchemaChange.Impact removed,
      String words) {
    if (before.isTrue(attribute) != after.isTrue(attribute)) {
      changes.add(
          path,
          after.isTrue(attribute) ? added : removed,
          after.isTrue(attribute) ? "is " + words : "is no more " + words);
    }
  }

  private void onDelete(String path, Attributes before, Attributes after) {
    String was = Objects.requireNonNullElse(before.text("on_delete"), "restrict");
    String is = Objects.requireNonNullElse(after.text("on_delete"), "restrict");
    if (!was.equals(is)) {
      SchemaChange.Impact impact =
          is.equals("restrict") ? BREAKS_WRITERS : is.equals("null") ? BREAKS_READERS : COMPATIBLE;
      changes.add(path, impact, "on delete is " + is + ", was " + was);
    }
  }

  private void texts(String path, Attributes before, Attributes after) {
    for (String text : List.of("description", "err")) {
      if (!Objects.equals(before.get(text), after.get(text))) {
        changes.add(path, WORDING, "the " + (text.equals("err") ? "message" : text) + " differs");
      }
    }
  }

  private void others(String path, Attributes before, Attributes after) {
    Set<String> names = new LinkedHashSet<>(before.map().keySet());
    names.addAll(after.map().keySet());
    names.removeAll(COMPARED);
    names.removeAll(Rules.names());
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        changes.add(
            path,
            COMPATIBLE,
            name
                + " is "
                + RuleComparison.said(after, name)
                + ", was "
                + RuleComparison.said(before, name));
      }
    }
  }

  private void function(String path, String attribute, Attributes before, Attributes after) {
    Object was = before.get(attribute);
    Object is = after.get(attribute);
    if (!Objects.equals(was, is)) {
      changes.add(
          path,
          is == null ? COMPATIBLE : BREAKS_WRITERS,
          is == null
              ? attribute + " is gone"
              : was == null ? attribute + " is new" : attribute + " is another function");
    }
  }

  /** Shorthands are written, never read. */
  private void shorthands(
      String path, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    before.forEach(
        (name, field) -> {
          String here = path + "." + name;
          if (!after.containsKey(name)) {
            changes.add(here, BREAKS_WRITERS, "the shorthand is gone");
            return;
          }
          Attributes old = Attributes.of(field);
          Attributes now = Attributes.of(after.get(name));
          SchemaDiff.Changes found = new SchemaDiff.Changes();
          new FieldComparison(found).compareValues(here, old, now);
          found.list().forEach(one -> changes.add(here, written(one.impact()), one.message()));
          function(here, "func", old, now);
        });
    after.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> changes.add(path + "." + name, COMPATIBLE, "the shorthand is new"));
  }

  private static SchemaChange.Impact written(SchemaChange.Impact impact) {
    return switch (impact) {
      case BREAKS_BOTH, BREAKS_WRITERS -> BREAKS_WRITERS;
      case BREAKS_READERS, COMPATIBLE -> COMPATIBLE;
      case WORDING -> WORDING;
    };
  }

  /** Compares checks without regard to their order. */
  void compareChecks(String path, List<?> before, List<?> after) {
    List<Object> gone = new ArrayList<>(before);
    List<Object> added = new ArrayList<>();
    boolean reworded = false;
    for (Object check : after) {
      if (gone.remove(check)) {
        continue;
      }
      Object same =
          gone.stream().filter(one -> silent(one).equals(silent(check))).findFirst().orElse(null);
      if (same == null) {
        added.add(check);
      } else {
        gone.remove(same);
        reworded = true;
      }
    }
    added.forEach(one -> changes.add(path, BREAKS_WRITERS, "new check: " + words(one)));
    gone.forEach(one -> changes.add(path, COMPATIBLE, "check that is gone: " + words(one)));
    if (reworded) {
      changes.add(path, WORDING, "the message of a check differs");
    }
  }

  private static Map<String, @Nullable Object> silent(Object check) {
    Map<String, @Nullable Object> silent = new LinkedHashMap<>();
    Attributes.of(check)
        .map()
        .forEach(
            (name, argument) -> {
              if (argument instanceof Map<?, ?>) {
                Map<String, @Nullable Object> rest =
                    new LinkedHashMap<>(Attributes.of(argument).map());
                rest.keySet().removeAll(MESSAGES);
                silent.put(name, rest);
              } else {
                silent.put(name, argument);
              }
            });
    return silent;
  }

  private static String words(Object check) {
    return String.join(" ", Attributes.of(check).map().keySet())
        + " of "
        + String.join(", ", JsonSchemaChecks.names(check));
  }
}
