/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;

/**
 * The texts in the boxes of a diagram, and the room they take in a monospaced font of 12 pixels.
 */
final class DiagramText {
  private static final int MOST = 48;
  private static final int PADDING = 10;

  private DiagramText() {}

  /** Returns a text, cut if it is too long to be read at a glance. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST - 1)) + "…";
  }

  /** Returns the width of a text, in pixels. */
  static int width(String text) {
    String cut = cut(text);
    return (cut.codePointCount(0, cut.length()) * 72 + 9) / 10;
  }

  /** Returns the width of the box of an entity. */
  static int width(DiagramEntity entity) {
    int rows = marks(entity) + types(entity) + names(entity) + 4 * PADDING;
    return Math.max(rows, width(entity.name()) + 2 * PADDING);
  }

  /** Returns where types begin, from the left side of the box. */
  static int typeAt(DiagramEntity entity) {
    return names(entity) + 2 * PADDING;
  }

  static int nameAt() {
    return PADDING;
  }

  private static int names(DiagramEntity entity) {
    return widest(entity.rows().stream().map(DiagramEntity.Row::name).toList());
  }

  private static int types(DiagramEntity entity) {
    return widest(entity.rows().stream().map(row -> DiagramEntity.type(row.field())).toList());
  }

  private static int marks(DiagramEntity entity) {
    return widest(entity.rows().stream().map(DiagramText::marks).toList());
  }

  static String marks(DiagramEntity.Row row) {
    return String.join(" ", row.marks());
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(DiagramText::width).max().orElse(0);
  }
}
