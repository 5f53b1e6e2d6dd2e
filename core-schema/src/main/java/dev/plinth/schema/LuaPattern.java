/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of the schema language: Lua's, over the bytes of the UTF-8 form, with ASCII classes.
 * Immutable and safe for use by many threads.
 *
 * <p>Only whether a pattern is found is asked, so captures matter for back references alone. A
 * search that takes more steps than any sane pattern needs gives up as not found.
 */
final class LuaPattern {
  private static final int STEPS = 2_000_000;

  private static final int[] NONE = {};
  private static final AsciiSet MAGIC = AsciiSet.of("^$*+?.([%-)");

  private final byte[] pattern;
  private final boolean anchored;
  private final int captures;

  /** What to look for when nothing in the pattern but an anchor at its start is special. */
  private final @Nullable String literal;

  /** Whether the first thing after the anchor is one character, which has to be there. */
  private final boolean begins;

  /** The one class of characters of which the whole is, once or more; null: it is not. */
  private final @Nullable AsciiSet repeated;

  private LuaPattern(String text) {
    this.pattern = text.getBytes(StandardCharsets.UTF_8);
    this.anchored = text.startsWith("^");
    this.captures = (int) text.chars().filter(c -> c == '(').count();
    String rest = anchored ? text.substring(1) : text;
    this.literal = rest.chars().noneMatch(c -> MAGIC.has((char) c)) ? rest : null;
    check(text);
    this.begins = anchored && literal == null && beginsWithCharacter();
    this.repeated =
        begins && text.matches("\\^%[adluwx]\\+\\$")
            ? AsciiSet.where(c -> inClass(c, text.charAt(2)))
            : null;
  }

  /**
   * Returns the pattern, compiled.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static LuaPattern compile(String pattern) {
    return new LuaPattern(pattern);
  }

  private boolean beginsWithCharacter() {
    boolean item =
        pattern.length > 1
            && (pattern[1] == '[' || (pattern[1] == '%' && Character.isLetter(pattern[2])));
    if (!item || pattern[2] == 'b' || pattern[2] == 'f') {
      return false;
    }
    int end = itemEnd(1);
    return end == pattern.length || "*?-".indexOf(pattern[end]) < 0;
  }

  private void check(String text) {
    int open = 0;
    for (int i = anchored ? 1 : 0; i < pattern.length; ) {
      switch (pattern[i]) {
        case '(' -> {
          open++;
          i++;
        }
        case ')' -> {
          if (--open < 0) {
            throw malformed(text, "a ) without its (");
          }
          i++;
        }
        case '%' -> {
          if (i + 1 == pattern.length) {
            throw malformed(text, "it ends with %");
          }
          if (pattern[i + 1] == 'b' && i + 3 >= pattern.length) {
            throw malformed(text, "%b needs two characters");
          }
          if (pattern[i + 1] == 'f' && (i + 2 >= pattern.length || pattern[i + 2] != '[')) {
            throw malformed(text, "%f needs a [");
          }
          i += pattern[i + 1] == 'b' ? 4 : 2;
        }
        case '[' -> i = classEnd(i, text);
        default -> i++;
      }
    }
    if (open > 0) {
      throw malformed(text, "a ( without its )");
    }
  }

  private int classEnd(int start, String text) {
    int i = start + 1;
    if (i < pattern.length && pattern[i] == '^') {
      i++;
    }
    do {
      if (i >= pattern.length) {
        throw malformed(text, "a [ without its ]");
      }
      i += pattern[i] == '%' ? 2 : 1;
    } while (i >= pattern.length || pattern[i] != ']');
    return i + 1;
  }

  private static IllegalArgumentException malformed(String pattern, String why) {
    return new IllegalArgumentException("malformed pattern '" + pattern + "': " + why);
  }

  /** Says whether the pattern is found in the text. */
  boolean find(String text) {
    if (literal != null) {
      return anchored ? text.startsWith(literal) : text.contains(literal);
    }
    if (anchored && !mayStart(text)) {
      return false;
    }
    if (repeated != null) {
      return repeated.hasAll(text);
    }
    Matcher matcher = new Matcher(text);
    int start = 0;
    do {
      matcher.level = 0;
      if (matcher.match(start, anchored ? 1 : 0) >= 0) {
        return true;
      }
    } while (!anchored && ++start <= matcher.length && matcher.steps < STEPS);
    return false;
  }

  /** Says whether an anchored pattern can match by the first character, an ASCII one at least. */
  private boolean mayStart(String text) {
    if (!begins) {
      return true;
    }
    return !text.isEmpty() && (text.charAt(0) > 0x7f || single(text.charAt(0), 1, itemEnd(1)));
  }

  /** One search. For one thread. */
  private final class Matcher {
    private static final int UNCLOSED = -1;

    private final String text;

    /** The text's bytes, where they are not its characters. */
    private final byte @Nullable [] bytes;

    private final int length;
    private final int[] captureStart;
    private final int[] captureLength;
    private int level;
    private int steps;

    Matcher(String text) {
      this.text = text;
      this.bytes = Lua.isAscii(text) ? null : text.getBytes(StandardCharsets.UTF_8);
      this.length = bytes == null ? text.length() : bytes.length;
      this.captureStart = captures == 0 ? NONE : new int[captures];
      this.captureLength = captures == 0 ? NONE : new int[captures];
    }

    /** Returns the byte at a place of the subject. */
    private int byteAt(int place) {
      return bytes == null ? text.charAt(place) : bytes[place] & 0xff;
    }

    /** Returns the end of the match of the rest of the pattern at this place, or -1. */
    int match(int at, int rest) {
      int s = at;
      int p = rest;
      while (p < pattern.length) {
        if (++steps > STEPS) {
          return -1;
        }
        byte c = pattern[p];
        if (c == '(') {
          return open(s, p + 1);
        }
        if (c == ')') {
          return close(s, p + 1);
        }
        if (c == '$' && p + 1 == pattern.length) {
          return s == length ? s : -1;
        }
        if (c == '%' && pattern[p + 1] == 'b') {
          s = balanced(s, p + 2);
          p += 4;
        } else if (c == '%' && pattern[p + 1] == 'f') {
          int set = p + 2;
          int end = itemEnd(set);
          int before = s == 0 ? 0 : byteAt(s - 1);
          int here = s == length ? 0 : byteAt(s);
          if (inSet(before, set, end - 1) || !inSet(here, set, end - 1)) {
            return -1;
          }
          p = end;
        } else if (c == '%' && Character.isDigit(pattern[p + 1])) {
          s = backReference(s, pattern[p + 1] - '1');
          p += 2;
        } else {
          int end = itemEnd(p);
          int suffix = end < pattern.length ? pattern[end] : 0;
          if (suffix == '*' || suffix == '+' || suffix == '-') {
            return repeat(s, p, end, suffix);
          }
          if (suffix == '?') {
            if (s < length && single(byteAt(s), p, end)) {
              int found = match(s + 1, end + 1);
              if (found >= 0) {
                return found;
              }
            }
            p = end + 1;
            continue;
          }
          if (s >= length || !single(byteAt(s), p, end)) {
            return -1;
          }
          s++;
          p = end;
        }
        if (s < 0) {
          return -1;
        }
      }
      return s;
    }

    private int repeat(int s, int p, int end, int suffix) {
      if (suffix == '-') {
        for (int at = s; ; at++) {
          int found = match(at, end + 1);
          if (found >= 0 || at >= length || steps > STEPS || !single(byteAt(at), p, end)) {
            return found;
          }
        }
      }
      int most = s;
      while (most < length && single(byteAt(most), p, end)) {
        most++;
      }
      int least = suffix == '+' ? s + 1 : s;
      for (int at = most; at >= least && steps <= STEPS; at--) {
        int found = match(at, end + 1);
        if (found >= 0) {
          return found;
        }
      }
      return -1;
    }

    private int open(int s, int p) {
      boolean position = p < pattern.length && pattern[p] == ')';
      captureStart[level] = s;
      captureLength[level] = position ? 0 : UNCLOSED;
      level++;
      int found = match(s, position ? p + 1 : p);
      if (found < 0) {
        level--;
      }
      return found;
    }

    private int close(int s, int p) {
      int capture = level - 1;
      while (capture > 0 && captureLength[capture] != UNCLOSED) {
        capture--;
      }
      captureLength[capture] = s - captureStart[capture];
      int found = match(s, p);
      if (found < 0) {
        captureLength[capture] = UNCLOSED;
      }
      return found;
    }

    private int backReference(int s, int capture) {
      if (capture >= level || captureLength[capture] == UNCLOSED) {
        return -1;
      }
      int size = captureLength[capture];
      if (s + size > length) {
        return -1;
      }
      for (int i = 0; i < size; i++) {
        if (byteAt(s + i) != byteAt(captureStart[capture] + i)) {
          return -1;
        }
      }
      return s + size;
    }

    private int balanced(int s, int p) {
      if (s >= length || byteAt(s) != (pattern[p] & 0xff)) {
        return -1;
      }
      int depth = 1;
      for (int at = s + 1; at < length; at++) {
        if (byteAt(at) == (pattern[p + 1] & 0xff)) {
          if (--depth == 0) {
            return at + 1;
          }
        } else if (byteAt(at) == (pattern[p] & 0xff)) {
          depth++;
        }
      }
      return -1;
    }
  }

  /** Says whether the first item of the pattern, without what repeats it, takes the byte. */
  boolean takes(int b) {
    int p = anchored ? 1 : 0;
    return single(b, p, itemEnd(p));
  }

  private int itemEnd(int p) {
    if (pattern[p] == '%') {
      return p + 2;
    }
    if (pattern[p] != '[') {
      return p + 1;
    }
    int i = p + 1;
    if (pattern[i] == '^') {
      i++;
    }
    do {
      i += pattern[i] == '%' ? 2 : 1;
    } while (pattern[i] != ']');
    return i + 1;
  }

  private boolean single(int c, int p, int end) {
    return switch (pattern[p]) {
      case '.' -> true;
      case '%' -> inClass(c, pattern[p + 1]);
      case '[' -> inSet(c, p, end - 1);
      default -> (pattern[p] & 0xff) == c;
    };
  }

  /**
   * Says whether the set that starts at {@code p} and whose bracket closes at {@code last} has the
   * byte.
   */
  private boolean inSet(int c, int p, int last) {
    int i = p + 1;
    boolean negated = pattern[i] == '^';
    if (negated) {
      i++;
    }
    for (; i < last; i++) {
      if (pattern[i] == '%') {
        i++;
        if (inClass(c, pattern[i])) {
          return !negated;
        }
      } else if (i + 2 < last && pattern[i + 1] == '-') {
        if ((pattern[i] & 0xff) <= c && c <= (pattern[i + 2] & 0xff)) {
          return !negated;
        }
        i += 2;
      } else if ((pattern[i] & 0xff) == c) {
        return !negated;
      }
    }
    return negated;
  }

  private static boolean inClass(int c, int letter) {
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean digit = c >= '0' && c <= '9';
    boolean in;
    switch (Character.toLowerCase(letter)) {
      case 'a' -> in = upper || lower;
      case 'd' -> in = digit;
      case 'l' -> in = lower;
      case 'u' -> in = upper;
      case 's' -> in = c == ' ' || (c >= 9 && c <= 13);
      case 'w' -> in = upper || lower || digit;
      case 'x' -> in = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      case 'p' -> in = c > 32 && c < 127 && !upper && !lower && !digit;
      case 'c' -> in = c < 32 || c == 127;
      case 'z' -> in = c == 0;
      default -> {
        return letter == c;
      }
    }
    return Character.isUpperCase(letter) != in;
  }
}
