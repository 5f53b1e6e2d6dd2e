/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;

/**
 * A set of schemas as a picture in SVG: a box for each entity, to the right of those it refers to,
 * and a line for each reference, dashed where it may be null. It shows on light and dark grounds,
 * and is the same for the same schemas.
 */
final class SvgDiagram {
  private static final String STYLE =
      """
      <style>
        text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1f2328; }
        rect { fill: #ffffff; stroke: #57606a; }
        .head { fill: #ddf4ff; }
        .title { font-weight: bold; }
        .type, .label { fill: #57606a; }
        .mark { fill: #0550ae; text-anchor: end; }
        .label { text-anchor: end; }
        path { fill: none; stroke: #57606a; }
        .null { stroke-dasharray: 5 4; }
        circle { fill: #57606a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          rect { fill: #0d1117; stroke: #8b949e; }
          .head { fill: #12324f; }
          .type, .label { fill: #9da7b3; }
          .mark { fill: #79c0ff; }
          path { stroke: #8b949e; }
          circle { fill: #8b949e; }
        }
      </style>
      """;
  private static final int BASELINE = 4;
  private static final int LABEL_GAP = 6;

  private final DiagramLayout layout;
  private final StringBuilder svg = new StringBuilder();

  private SvgDiagram(DiagramLayout layout) {
    this.layout = layout;
  }

  static String of(List<EntityType> types) {
    return new SvgDiagram(new DiagramLayout(types)).draw();
  }

  private String draw() {
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(layout.width(), layout.height(), layout.width(), layout.height()));
    svg.append("<title>Entities and their references</title>\n").append(STYLE);
    layout.lines().forEach(this::line);
    layout.boxes().forEach(this::box);
    return svg.append("</svg>\n").toString();
  }

  private void line(DiagramLayout.Line line) {
    DiagramLayout.Box from = line.from();
    int y = from.row(from.entity.rows().indexOf(line.row()));
    int x = from.x - DiagramText.width(line.row().label()) - 2 * LABEL_GAP;
    StringBuilder path = new StringBuilder("M%d %d H%d".formatted(from.x, y, x));
    int at = y;
    for (DiagramLayout.Box passing : line.through()) {
      int right = passing.x + layout.columnWidth(passing.column);
      path.append(curve(x, at, right, passing.middle()));
      path.append(" H%d".formatted(passing.x));
      x = passing.x;
      at = passing.middle();
    }
    DiagramLayout.Box to = line.to();
    int end = to.y + DiagramLayout.HEADER / 2;
    path.append(curve(x, at, to.right(), end));
    svg.append(
        "<path%s d=\"%s\"/>\n"
            .formatted(line.row().field().isRequired() ? "" : " class=\"null\"", path));
    svg.append("<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>\n".formatted(to.right(), end));
    text("label", from.x - LABEL_GAP, y - BASELINE, line.row().label());
  }

  private static String curve(int fromX, int fromY, int toX, int toY) {
    int middle = (fromX + toX) / 2;
    return " C%d %d %d %d %d %d".formatted(middle, fromY, middle, toY, toX, toY);
  }

  private void box(DiagramLayout.Box box) {
    DiagramEntity entity = box.entity;
    svg.append("<g>\n");
    rect("", box, box.height);
    rect(" class=\"head\"", box, DiagramLayout.HEADER);
    text(
        "title",
        box.x + DiagramText.nameAt(),
        box.y + DiagramLayout.HEADER / 2 + BASELINE,
        entity.name());
    for (int i = 0; i < entity.rows().size(); i++) {
      DiagramEntity.Row row = entity.rows().get(i);
      int y = box.row(i) + BASELINE;
      text("name", box.x + DiagramText.nameAt(), y, row.name());
      text("type", box.x + DiagramText.typeAt(entity), y, DiagramEntity.type(row.field()));
      if (!row.marks().isEmpty()) {
        text("mark", box.right() - DiagramText.nameAt(), y, DiagramText.marks(row));
      }
    }
    svg.append("</g>\n");
  }

  private void rect(String attributes, DiagramLayout.Box box, int height) {
    svg.append(
        "<rect%s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>\n"
            .formatted(attributes, box.x, box.y, box.width, height));
  }

  private void text(String style, int x, int y, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(style, x, y, escaped(DiagramText.cut(text))));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  /** Says whether XML can hold the character, which it cannot with most control characters. */
  private static boolean isXml(int c) {
    return c >= ' ' && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff;
  }
}
