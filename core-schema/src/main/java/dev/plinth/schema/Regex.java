/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions as users of the model write them. */
final class Regex {
  private Regex() {}

  /**
   * Returns what is wrong with a regular expression, in the words of the model where they are
   * known; null when nothing is.
   */
  static @Nullable String problem(String regex) {
    try {
      Pattern.compile(java(regex));
      return null;
    } catch (PatternSyntaxException e) {
      return describe(e);
    } catch (StackOverflowError e) {
      return "regular expression is too deeply nested";
    }
  }

  /**
   * Returns the expression in Java's dialect: named groups, which are written {@code (?P<name>...)}
   * too.
   */
  private static String java(String regex) {
    return regex.replace("(?P<", "(?<").replace("[[]", "[\\[]");
  }

  private static String describe(PatternSyntaxException e) {
    String text = String.valueOf(e.getDescription());
    if (text.startsWith("Unclosed group")) {
      return "missing )";
    }
    if (text.startsWith("Unclosed character class")) {
      return "missing terminating ] for character class";
    }
    if (text.startsWith("Unmatched closing ')'")) {
      return "unmatched parentheses";
    }
    if (text.startsWith("Dangling meta character")) {
      return "nothing to repeat";
    }
    return text;
  }
}
