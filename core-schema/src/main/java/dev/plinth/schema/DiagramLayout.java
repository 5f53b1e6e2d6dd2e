/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the boxes of a diagram are: entities in columns, to the right of all they refer to. A line
 * that passes a column has a place in it, so that it crosses no box.
 */
final class DiagramLayout {
  static final int ROW = 20;
  static final int HEADER = 26;
  private static final int MARGIN = 20;
  private static final int GAP = 24;
  private static final int LEAST_SPACE = 60;
  private static final int LINE = 8;

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<List<Box>> columns = new ArrayList<>();
  private int width;
  private int height;

  /** An entity with its place, or the place of a line that passes; the layout fills it in. */
  static final class Box {
    final DiagramEntity entity;
    final int width;
    final int height;
    final int column;
    int x;
    int y;

    Box(DiagramEntity entity, int width, int height, int column) {
      this.entity = entity;
      this.width = width;
      this.height = height;
      this.column = column;
    }

    int middle() {
      return y + height / 2;
    }

    int right() {
      return x + width;
    }

    /** Returns the middle of a row. */
    int row(int index) {
      return y + HEADER + index * ROW + ROW / 2;
    }
  }

  /** A reference: from a row of a box, through places in columns between, to a box. */
  record Line(DiagramEntity.Row row, Box from, List<Box> through, Box to) {}

  DiagramLayout(List<EntityType> types) {
    for (EntityType type : types) {
      add(DiagramEntity.of(type));
    }
    for (Box box : List.copyOf(boxes.values())) {
      box.entity.references().forEach(row -> connect(box, row));
    }
    columns.forEach(this::sort);
    place();
  }

  private void add(DiagramEntity entity) {
    int column = 0;
    for (DiagramEntity.Row row : entity.references()) {
      column = Math.max(column, box(row.reference()).column + 1);
    }
    while (columns.size() <= column) {
      columns.add(new ArrayList<>());
    }
    Box box =
        new Box(
            entity,
            DiagramText.width(entity),
            HEADER + entity.rows().size() * ROW + ROW / 4,
            column);
    boxes.put(entity.name(), box);
    columns.get(column).add(box);
  }

  private Box box(String name) {
    return Objects.requireNonNull(boxes.get(name), name);
  }

  private void connect(Box from, DiagramEntity.Row row) {
    Box to = box(row.reference());
    List<Box> through = new ArrayList<>();
    for (int column = from.column - 1; column > to.column; column--) {
      Box passing = new Box(from.entity, 0, LINE, column);
      columns.get(column).add(passing);
      through.add(passing);
    }
    lines.add(new Line(row, from, through, to));
  }

  /** Sorts a column by where the lines of its boxes go, left of it; what is sorted there is. */
  private void sort(List<Box> column) {
    Map<Box, Double> aims = new HashMap<>();
    for (Line line : lines) {
      List<Box> stops = new ArrayList<>();
      stops.add(line.from());
      stops.addAll(line.through());
      stops.add(line.to());
      for (int i = 0; i + 1 < stops.size(); i++) {
        Box next = stops.get(i + 1);
        double aim = columns.get(next.column).indexOf(next);
        aims.merge(stops.get(i), aim, (one, other) -> (one + other) / 2);
      }
    }
    column.sort(Comparator.comparing(box -> aims.getOrDefault(box, 0.0)));
  }

  private void place() {
    for (List<Box> column : columns) {
      int total = -GAP;
      for (Box box : column) {
        total += box.height + GAP;
      }
      height = Math.max(height, total);
    }
    height += 2 * MARGIN;
    int x = MARGIN;
    for (int i = 0; i < columns.size(); i++) {
      int widest = 0;
      int y = MARGIN + (height - 2 * MARGIN - total(columns.get(i))) / 2;
      x += i == 0 ? 0 : space(i);
      for (Box box : columns.get(i)) {
        box.x = x;
        box.y = y;
        y += box.height + GAP;
        widest = Math.max(widest, box.width);
      }
      x += widest;
    }
    width = x + MARGIN;
  }

  private static int total(List<Box> column) {
    return column.stream().mapToInt(box -> box.height + GAP).sum() - GAP;
  }

  /** Returns the space left of a column, in which its lines are labelled. */
  private int space(int column) {
    return LEAST_SPACE
        + lines.stream()
            .filter(line -> line.from().column == column)
            .mapToInt(line -> DiagramText.width(line.row().label()))
            .max()
            .orElse(0);
  }

  /** Returns the width of a column. */
  int columnWidth(int column) {
    return columns.get(column).stream().mapToInt(box -> box.width).max().orElse(0);
  }

  Iterable<Box> boxes() {
    return boxes.values();
  }

  List<Line> lines() {
    return lines;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
