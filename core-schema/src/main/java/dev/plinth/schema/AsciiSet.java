/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A set of ASCII characters. Immutable. */
final class AsciiSet {
  /** The letters and digits. */
  static final AsciiSet ALPHANUMERIC =
      of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  /** The hexadecimal digits, in either case. */
  static final AsciiSet HEXADECIMAL = of("0123456789ABCDEFabcdef");

  private static final int SIZE = 128;

  private final boolean[] members;

  private AsciiSet(boolean[] members, String more) {
    this.members = members;
    for (int i = 0; i < more.length(); i++) {
      members[more.charAt(i)] = true;
    }
  }

  static AsciiSet of(String characters) {
    return new AsciiSet(new boolean[SIZE], characters);
  }

  /** Returns the characters for which the test holds. */
  static AsciiSet where(IntPredicate test) {
    StringBuilder characters = new StringBuilder();
    IntStream.range(0, SIZE).filter(test).forEach(c -> characters.append((char) c));
    return of(characters.toString());
  }

  /** Returns this set with more characters. */
  AsciiSet plus(String characters) {
    return new AsciiSet(members.clone(), characters);
  }

  boolean has(char c) {
    return c < SIZE && members[c];
  }

  /** Says whether all characters of the text are of this set. */
  boolean hasAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
