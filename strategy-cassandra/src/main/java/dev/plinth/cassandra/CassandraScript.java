/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script apart into statements, with quotes, dollar quotes and comments respected. For one
 * thread, once.
 */
final class CassandraScript {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int at;
  private int start;
  private boolean blank = true;

  CassandraScript(String text) {
    this.text = text;
  }

  List<String> statements() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        end();
      } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
        skipPast("\n", at);
      } else if (text.startsWith("/*", at)) {
        skipPast("*/", at + 2);
      } else {
        blank &= Character.isWhitespace(c);
        if (c == '\'' || c == '"') {
          skipPast(String.valueOf(c), at + 1);
        } else if (text.startsWith("$$", at)) {
          skipPast("$$", at + 2);
        } else {
          at++;
        }
      }
    }
    end();
    return statements;
  }

  private void end() {
    if (!blank) {
      statements.add(text.substring(start, Math.min(at, text.length())).strip());
    }
    at++;
    start = at;
    blank = true;
  }

  /** A doubled quote within quotes ends one quoted text and begins the next, which is the same. */
  private void skipPast(String mark, int from) {
    int found = text.indexOf(mark, from);
    at = found < 0 ? text.length() : found + mark.length();
  }
}
