/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/** A set of ASCII characters. Immutable. */
final class AsciiSet {
  /** The letters and digits. */
  static final AsciiSet ALPHANUMERIC =
      of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

  /** The hexadecimal digits, in either case. */
  static final AsciiSet HEXADECIMAL = of("0123456789ABCDEFabcdef");

  private final long low;
  private final long high;

  private AsciiSet(long low, long high) {
    this.low = low;
    this.high = high;
  }

  static AsciiSet of(String characters) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      low |= c < 64 ? 1L << c : 0;
      high |= c < 64 ? 0 : 1L << c;
    }
    return new AsciiSet(low, high);
  }

  /** Returns this set with more characters. */
  AsciiSet plus(String characters) {
    AsciiSet more = of(characters);
    return new AsciiSet(low | more.low, high | more.high);
  }

  boolean has(char c) {
    return c < 128 && ((c < 64 ? low : high) & (1L << c)) != 0;
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
