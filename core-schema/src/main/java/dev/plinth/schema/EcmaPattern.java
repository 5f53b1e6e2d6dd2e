/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of the schema language in the words of ECMA-262, for JSON Schema: found in the same
 * texts, or not translated at all.
 *
 * <p>Patterns of the schema language match bytes, those of ECMA-262 characters. An item that takes
 * a byte of a character beyond ASCII takes any, so that runs of such items take whole characters;
 * where one has to take a single byte there is no translation. Neither is there one for {@code %b},
 * {@code %f} and back references.
 */
final class EcmaPattern {
  private static final String SYNTAX = "^$\\.*+?()[]{}|";
  private static final int ASCII = 128;

  private final String pattern;
  private final StringBuilder translated = new StringBuilder();
  private int at;
  private boolean first;

  /** Whether, since the last item that takes ASCII alone, one took at least one byte beyond. */
  private boolean tookBeyond;

  private EcmaPattern(String pattern) {
    this.pattern = pattern;
  }

  /** Returns the translation of a correct pattern; null when there is none. */
  static @Nullable String of(String pattern) {
    return new EcmaPattern(pattern).translate();
  }

  /** Returns a pattern that is found in texts that start with the prefix. */
  static String startingWith(String prefix) {
    StringBuilder pattern = new StringBuilder("^");
    prefix.chars().forEach(c -> literal(pattern, (char) c));
    return pattern.toString();
  }

  private @Nullable String translate() {
    boolean anchored = pattern.startsWith("^");
    if (anchored) {
      translated.append('^');
      at = 1;
    }
    first = !anchored;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '(' || c == ')') {
        at++;
      } else if (c == '$' && at + 1 == pattern.length()) {
        translated.append('$');
        at++;
      } else if (c >= ASCII) {
        if (!beyond(c)) {
          return null;
        }
      } else if (!item()) {
        return null;
      }
    }
    return translated.toString();
  }

  /**
   * Translates a character beyond ASCII that stands for itself, which only its bytes can repeat.
   */
  private boolean beyond(char c) {
    translated.append(c);
    at++;
    first = false;
    tookBeyond = false;
    return at == pattern.length() || "*+-?".indexOf(pattern.charAt(at)) < 0;
  }

  private boolean item() {
    int end = end();
    String item = pattern.substring(at, end);
    if (item.charAt(0) == '%'
        && (Character.isDigit(item.charAt(1)) || "bf".contains(item.substring(1)))) {
      return false;
    }
    if (item.chars().anyMatch(c -> c >= ASCII)) {
      return false;
    }
    char suffix = end < pattern.length() ? pattern.charAt(end) : 0;
    boolean repeated = suffix != 0 && "*+-?".indexOf(suffix) >= 0;
    at = repeated ? end + 1 : end;
    LuaPattern single = LuaPattern.compile(item.equals("^") ? "%^" : item);
    boolean takesBeyond = single.takes(ASCII);
    if (takesBeyond && !fits(repeated ? suffix : 0)) {
      return false;
    }
    if (!takesBeyond && (!repeated || suffix == '+')) {
      tookBeyond = false;
    }
    first = false;
    append(single, takesBeyond);
    if (repeated) {
      translated.append(suffix == '-' ? '*' : suffix);
    }
    return true;
  }

  /**
   * Says whether an item that takes bytes beyond ASCII takes as many characters as it should. One
   * byte at a free end of the pattern is as good as many.
   */
  private boolean fits(int suffix) {
    if (suffix == '*' || suffix == '-') {
      return true;
    }
    boolean free = first || at == pattern.length();
    if (tookBeyond || suffix == '?' || (suffix == 0 && !free)) {
      return false;
    }
    tookBeyond = true;
    return true;
  }

  private int end() {
    int end = at;
    if (pattern.charAt(end) == '%') {
      return end + 2;
    }
    if (pattern.charAt(end) != '[') {
      return end + 1;
    }
    end++;
    if (pattern.charAt(end) == '^') {
      end++;
    }
    do {
      end += pattern.charAt(end) == '%' ? 2 : 1;
    } while (pattern.charAt(end) != ']');
    return end + 1;
  }

  private void append(LuaPattern single, boolean takesBeyond) {
    StringBuilder ranges = new StringBuilder();
    int count = 0;
    int last = -1;
    for (int c = 0; c < ASCII; c++) {
      if (single.takes(c) != takesBeyond) {
        int to = c;
        while (to + 1 < ASCII && single.takes(to + 1) != takesBeyond) {
          to++;
        }
        range(ranges, c, to);
        count += to - c + 1;
        last = c;
        c = to;
      }
    }
    if (count == 0) {
      translated.append(takesBeyond ? "[\\s\\S]" : "[^\\s\\S]");
    } else if (count == 1 && !takesBeyond) {
      literal(translated, (char) last);
    } else {
      translated.append(takesBeyond ? "[^" : "[").append(ranges).append(']');
    }
  }

  private static void range(StringBuilder ranges, int from, int to) {
    member(ranges, from);
    if (to > from) {
      if (to > from + 1) {
        ranges.append('-');
      }
      member(ranges, to);
    }
  }

  private static void member(StringBuilder ranges, int c) {
    if ("\\[]^-".indexOf(c) >= 0) {
      ranges.append('\\').append((char) c);
    } else {
      printable(ranges, (char) c);
    }
  }

  private static void literal(StringBuilder text, char c) {
    if (SYNTAX.indexOf(c) >= 0) {
      text.append('\\').append(c);
    } else {
      printable(text, c);
    }
  }

  private static void printable(StringBuilder text, char c) {
    if (c < ' ' || c == 127) {
      text.append(String.format("\\u%04x", (int) c));
    } else {
      text.append(c);
    }
  }
}
