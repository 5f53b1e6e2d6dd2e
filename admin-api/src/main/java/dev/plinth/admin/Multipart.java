/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in parts, each a name and a value; of parts with one name the last counts. What cannot be
 * read has no parts.
 */
final class Multipart {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition:[^\\r\\n]*;\\s*name=\"([^\"]*)\"");

  private Multipart() {}

  static List<Map.Entry<String, @Nullable String>> parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return List.of();
    }
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    // one character a byte, so that values keep their bytes
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String mark = "--" + boundary.group(1);
    int start = text.indexOf(mark);
    while (start >= 0) {
      int from = start + mark.length();
      int end = text.indexOf(mark, from);
      if (end < 0 || text.startsWith("--", from)) {
        break;
      }
      add(parts, text.substring(from, end));
      start = end;
    }
    return new ArrayList<>(parts.entrySet());
  }

  private static void add(Map<String, @Nullable String> parts, String part) {
    int head = part.indexOf("\r\n\r\n");
    int skip = 4;
    if (head < 0) {
      head = part.indexOf("\n\n");
      skip = 2;
    }
    Matcher name = head < 0 ? NAME.matcher("") : NAME.matcher(part.substring(0, head));
    if (name.find()) {
      String value = part.substring(head + skip).replaceFirst("\\r?\\n$", "");
      parts.remove(utf8(name.group(1)));
      parts.put(utf8(name.group(1)), utf8(value));
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
