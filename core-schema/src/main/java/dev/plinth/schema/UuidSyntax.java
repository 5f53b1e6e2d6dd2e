/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/**
 * The text form of a UUID: 36 characters, hexadecimal digits in groups of 8, 4, 4, 4 and 12, in
 * either case.
 */
final class UuidSyntax {
  private UuidSyntax() {}

  static boolean matches(String text) {
    if (text.length() != 36
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < 36; i++) {
      digits += AsciiSet.HEXADECIMAL.has(text.charAt(i)) ? 1 : 0;
    }
    return digits == 32;
  }
}
