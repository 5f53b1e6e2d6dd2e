/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script apart into statements, with quotes, dollar quotes and nested comments respected.
 * For one thread, once.
 */
final class PostgresScript {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int at;
  private int start;
  private boolean blank = true;

  PostgresScript(String text) {
    this.text = text;
  }

  List<String> statements() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        end();
      } else if (text.startsWith("--", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        blank &= Character.isWhitespace(c);
        if (c == '\'') {
          skipQuoted('\'', at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e'));
        } else if (c == '"') {
          skipQuoted('"', false);
        } else if (c == '$') {
          skipDollar();
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

  private void skipTo(String mark) {
    int found = text.indexOf(mark, at);
    at = found < 0 ? text.length() : found + mark.length();
  }

  private void skipComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }

  private void skipQuoted(char quote, boolean escapes) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (escapes && c == '\\') {
        at++;
      } else if (c == quote) {
        if (at < text.length() && text.charAt(at) == quote) {
          at++;
        } else {
          return;
        }
      }
    }
  }

  private void skipDollar() {
    int end = at + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    boolean tag =
        end < text.length()
            && text.charAt(end) == '$'
            && (end == at + 1 || !Character.isDigit(text.charAt(at + 1)));
    if (!tag) {
      at++;
      return;
    }
    String mark = text.substring(at, end + 1);
    at = end + 1;
    skipTo(mark);
  }
}
