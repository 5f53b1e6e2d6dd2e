/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSON Schema has no keywords to test with, but to tell: descriptions, defaults, comments. */
final class JsonSchemaNotes {
  /** The time that is left, which is no field, but sent and shown like one. */
  static final Object TTL =
      JsonTerms.term(
          "type",
          List.of("integer", "null"),
          "minimum",
          0L,
          "maximum",
          100_000_000L,
          "$comment",
          "seconds until it expires; 0: never");

  private JsonSchemaNotes() {}

  /** Returns the term for a field with what is told of it. */
  static Object of(FieldNode node, Object term, LeftOut leftOut) {
    Attributes declared = node.declared;
    List<String> comments = new ArrayList<>();
    if (node instanceof ScalarNode scalar && declared.isTrue("auto")) {
      comments.add(
          scalar.isOverwritten()
              ? "set by the engine, whatever is sent"
              : "made if it is not sent");
    }
    if (node instanceof ForeignNode) {
      comments.add("one of " + declared.text("reference"));
    }
    if (declared.isTrue("unique")) {
      comments.add("unique");
    }
    if (node.immutable) {
      comments.add("not to be changed once it is set");
    }
    unsaid(node, leftOut, comments);
    Map<String, @Nullable Object> notes = new LinkedHashMap<>();
    boolean secret = declared.isTrue("secret") || declared.isTrue("encrypted");
    if (declared.text("description") != null) {
      notes.put("description", declared.text("description"));
    }
    if (node.hasDefault && !secret) {
      notes.put("default", JsonSchemaValues.plain(node, declared.get("default")));
    }
    if (secret) {
      notes.put("writeOnly", true);
    }
    if (node instanceof ScalarNode scalar && scalar.isOverwritten()) {
      notes.put("readOnly", true);
    }
    if (!comments.isEmpty()) {
      notes.put("$comment", String.join("; ", comments));
    }
    return with(term, notes);
  }

  /** Returns the term for a shorthand with what is told of it. */
  static Object ofShorthand(ShorthandNode shorthand, Object term, LeftOut leftOut) {
    return part(shorthand.field(), term, leftOut, "stands for other fields");
  }

  /** Returns the term for an element or a part of a key with what is told of it. */
  static Object ofPart(FieldNode node, Object term, LeftOut leftOut) {
    return part(node, term, leftOut);
  }

  private static Object part(FieldNode node, Object term, LeftOut leftOut, String... told) {
    List<String> comments = new ArrayList<>(List.of(told));
    unsaid(node, leftOut, comments);
    Map<String, @Nullable Object> notes = new LinkedHashMap<>();
    if (node.declared.text("description") != null) {
      notes.put("description", node.declared.text("description"));
    }
    if (!comments.isEmpty()) {
      notes.put("$comment", String.join("; ", comments));
    }
    return with(term, notes);
  }

  /** Returns the term that tells of the rules over several fields that are not said. */
  static Object ofWhole(LeftOut leftOut) {
    List<String> rules = List.copyOf(leftOut.at(ErrorTable.WHOLE).wholly());
    return rules.isEmpty() ? JsonTerms.ANYTHING : JsonTerms.term("$comment", notSaid(rules));
  }

  private static void unsaid(FieldNode node, LeftOut leftOut, List<String> comments) {
    if (!leftOut.partly().isEmpty()) {
      comments.add(
          node instanceof ListNode
              ? "lengths count distinct elements"
              : "lengths count bytes of UTF-8");
    }
    if (!leftOut.wholly().isEmpty()) {
      comments.add(notSaid(List.copyOf(leftOut.wholly())));
    }
  }

  private static String notSaid(List<String> rules) {
    return "not said here: " + String.join(", ", rules);
  }

  private static Object with(Object term, Map<String, @Nullable Object> notes) {
    return term.equals(JsonTerms.NOTHING) || notes.isEmpty() ? term : JsonTerms.allOf(term, notes);
  }
}
