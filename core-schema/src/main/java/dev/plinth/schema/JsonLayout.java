/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON for people: what fits in a line stands in one. */
final class JsonLayout {
  private static final int WIDTH = 100;

  private JsonLayout() {}

  /** Returns a tree of maps, lists and plain values as lines of JSON. */
  static String of(Object tree) {
    StringBuilder text = new StringBuilder();
    write(text, tree, "", 0);
    return text.append('\n').toString();
  }

  private static void write(StringBuilder text, @Nullable Object tree, String indent, int before) {
    String line = line(tree);
    if (indent.length() + before + line.length() < WIDTH
        || !(tree instanceof Map || tree instanceof List)) {
      text.append(line);
      return;
    }
    String inner = indent + "  ";
    String separator = "";
    text.append(tree instanceof Map ? '{' : '[');
    if (tree instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = line(entry.getKey()) + ": ";
        text.append(separator).append('\n').append(inner).append(name);
        write(text, entry.getValue(), inner, name.length());
        separator = ",";
      }
    } else {
      for (Object one : (List<?>) tree) {
        text.append(separator).append('\n').append(inner);
        write(text, one, inner, 0);
        separator = ",";
      }
    }
    text.append('\n').append(indent).append(tree instanceof Map ? '}' : ']');
  }

  private static String line(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return joined(
          "{", map.entrySet(), one -> line(one.getKey()) + ": " + line(one.getValue()), "}");
    }
    if (tree instanceof List<?> list) {
      return joined("[", list, JsonLayout::line, "]");
    }
    return Json.write(null, tree);
  }

  private static <T extends @Nullable Object> String joined(
      String open, Iterable<? extends T> parts, Function<T, String> text, String close) {
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(text.apply(part)));
    return open + String.join(", ", texts) + close;
  }
}
