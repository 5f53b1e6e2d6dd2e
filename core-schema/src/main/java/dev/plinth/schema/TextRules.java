/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import org.jspecify.annotations.Nullable;

/** The rules of the ready-made fields for names, tags and headers. */
final class TextRules {
  private static final AsciiSet NAME = AsciiSet.ALPHANUMERIC.plus(".-_~");
  private static final AsciiSet HEADER_NAME = AsciiSet.ALPHANUMERIC.plus("-_");
  private static final AsciiSet TAG =
      AsciiSet.ALPHANUMERIC.plus(" !\"#$%&'()*+-.:;<=>?@[\\]^_`{|}~");

  private static final Problem NUL = new Problem("must not contain the character NUL", "nul");

  private TextRules() {}

  static @Nullable String name(Object value) {
    String text = (String) value;
    return isName(text)
        ? null
        : "invalid value '"
            + text
            + "': it must only contain alphanumeric and '., -, _, ~' characters";
  }

  static boolean isName(String text) {
    return NAME.hasAll(text);
  }

  static @Nullable String utf8Name(Object value) {
    String text = (String) value;
    if (isName(text)) {
      return null;
    }
    String problem = badUnicode(text);
    if (problem != null) {
      return problem;
    }
    return hasAllOrUnicode(NAME, text)
        ? null
        : "invalid value '"
            + text
            + "': the only accepted ascii characters are alphanumerics or ., -, _, and ~";
  }

  private static boolean hasAllOrUnicode(AsciiSet set, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 128 && !set.has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static @Nullable String tag(Object value) {
    String text = (String) value;
    if (isTag(text)) {
      return null;
    }
    String problem = badUnicode(text);
    if (problem != null) {
      return problem;
    }
    return hasAllOrUnicode(TAG, text)
        ? null
        : "invalid tag '"
            + text
            + "': expected printable ascii (except `,` and `/`) or valid utf-8 sequences";
  }

  static boolean isTag(String text) {
    return TAG.hasAll(text);
  }

  static boolean isHeaderName(String text) {
    return !text.isEmpty() && HEADER_NAME.hasAll(text);
  }

  static @Nullable String headerName(Object value) {
    String text = (String) value;
    return isHeaderName(text)
        ? null
        : "bad header name '" + text + "', allowed characters are A-Z, a-z, 0-9, '_', and '-'";
  }

  /** Returns why no store can hold a text; null when every one can. */
  static @Nullable Problem unstorable(String text) {
    if (text.length() > Limits.TEXT) {
      return Limits.text(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        return NUL;
      }
      if (Character.isSurrogate(c)) {
        String problem = badUnicode(text);
        return problem == null ? null : new Problem(problem, "unicode");
      }
    }
    return null;
  }

  /**
   * Returns where a text is no Unicode, which in Java is half of a surrogate pair; null when it is.
   */
  private static @Nullable String badUnicode(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        bytes += 4;
      } else if (Character.isSurrogate(c)) {
        return "invalid utf-8 character sequence detected at position " + (bytes + 1);
      } else {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
    return null;
  }
}
