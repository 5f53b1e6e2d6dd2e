/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values for messages as the model does: <code>{id="x",n=1}</code>, names in byte order, one
 * line.
 */
final class Pretty {
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");

  private Pretty() {}

  static String text(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      String separator = "";
      for (Map.Entry<Object, Object> entry : new TreeMap<Object, Object>(map).entrySet()) {
        text.append(separator).append(name(String.valueOf(entry.getKey()))).append('=');
        append(text, entry.getValue());
        separator = ",";
      }
      text.append('}');
    } else if (value instanceof Collection<?> list) {
      text.append('{');
      String separator = "";
      for (Object one : List.copyOf(list)) {
        text.append(separator);
        append(text, one);
        separator = ",";
      }
      text.append('}');
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Instant moment) {
      text.append(moment.getEpochSecond());
    } else if (value.toString().indexOf('\n') >= 0) {
      text.append("[[").append(value).append("]]");
    } else {
      text.append('"')
          .append(value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r"))
          .append('"');
    }
  }

  private static String name(String name) {
    boolean plain =
        !name.isEmpty()
            && !WORDS.contains(name)
            && !Character.isDigit(name.charAt(0))
            && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
    return plain ? name : "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
  }
}
