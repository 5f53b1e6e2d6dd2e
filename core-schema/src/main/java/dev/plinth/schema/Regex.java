/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions as users of the model write them. */
final class Regex {
  private static final Pattern COMMENT = Pattern.compile("\\(\\?#[^)]*\\)");
  private static final Pattern LONE_BRACE =
      Pattern.compile("(?<![\\\\])(?<!\\\\[pPxogkNh])\\{(?!\\d+(,\\d*)?\\})");

  private static final Pattern REFERENCE =
      Pattern.compile("(?<!\\\\)(?:\\\\{2})*\\\\([1-9])(?!\\d)");
  private static final Pattern HUGE_COUNT =
      Pattern.compile(
          "\\{(?:\\d+,)?(?:\\d{6,}|[7-9]\\d{4}|6[6-9]\\d{3}|65[6-9]\\d{2}|655[4-9]\\d|6553[6-9])[,}]");

  private Regex() {}

  /**
   * Returns what is wrong with a regular expression, in the words of the model where they are
   * known; null when nothing is.
   */
  static @Nullable String problem(String regex) {
    try {
      int groups = Pattern.compile(java(regex)).matcher("").groupCount();
      return limits(regex, groups);
    } catch (PatternSyntaxException e) {
      return describe(e);
    } catch (StackOverflowError e) {
      return "regular expression is too deeply nested";
    }
  }

  /** Returns what the model refuses and Java does not; null when there is nothing. */
  private static @Nullable String limits(String regex, int groups) {
    Matcher references = REFERENCE.matcher(regex);
    while (references.find()) {
      if (references.group(1).charAt(0) - '0' > groups) {
        return "reference to non-existent subpattern";
      }
    }
    return HUGE_COUNT.matcher(regex).find() ? "number too big in {} quantifier" : null;
  }

  /**
   * Returns the expression in Java's dialect: named groups are written {@code (?P<name>...)} too,
   * there are comments, and a brace that begins no count stands for itself.
   */
  private static String java(String regex) {
    String plain = regex.replace("(?P<", "(?<").replace("[[]", "[\\[]");
    return LONE_BRACE.matcher(COMMENT.matcher(plain).replaceAll("")).replaceAll("\\\\{");
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
