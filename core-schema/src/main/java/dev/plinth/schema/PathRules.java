/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of the ready-made fields for paths and URLs. */
final class PathRules {
  private static final AsciiSet UNESCAPED = AsciiSet.ALPHANUMERIC.plus("-._~!$&'()*+,;=:@/");
  private static final AsciiSet ALLOWED = UNESCAPED.plus("%");
  private static final String RESERVED = "!#$&'()*+,/:;=?@[]%";

  private PathRules() {}

  static @Nullable String path(Object value) {
    String text = (String) value;
    return ALLOWED.hasAll(text)
        ? badEscape(text)
        : "invalid path: '"
            + text
            + "' (characters outside of the reserved list of RFC 3986 found)";
  }

  private static @Nullable String badEscape(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length()
          || !isHexadecimal(text.charAt(i + 1))
          || !isHexadecimal(text.charAt(i + 2))) {
        return "invalid url-encoded value: '"
            + text.substring(i, Math.min(i + 3, text.length()))
            + "'";
      }
    }
    return null;
  }

  private static boolean isHexadecimal(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  /** A path of a route: fixed and in its normal form, or a regular expression after {@code ~}. */
  static @Nullable String routerPath(Object value) {
    String text = (String) value;
    if (text.indexOf('%') < 0 && isNormal(text)) {
      return null;
    }
    String problem = path(text);
    if (problem != null && !text.startsWith("~") && problem.startsWith("invalid url-encoded")) {
      return problem;
    }
    if (text.startsWith("~")) {
      String regex = text.substring(1);
      String wrong = Regex.problem(regex);
      return wrong == null
          ? null
          : "invalid regex: '"
              + regex
              + "' (PCRE returned: pcre_compile() failed: "
              + wrong
              + " in \""
              + regex
              + "\")";
    }
    String normal = normalize(text);
    return normal.equals(text)
        ? null
        : "non-normalized path, consider use '" + normal + "' instead";
  }

  /** Says whether all characters are those of a path, and none of them begins an escape. */
  static boolean isPlain(String text) {
    return UNESCAPED.hasAll(text);
  }

  /** Says whether a fixed path without escapes is in its normal form: nothing in it has another. */
  static boolean isNormal(String text) {
    return text.startsWith("/") && !text.contains("//") && !text.contains("/.");
  }

  /**
   * Returns the path with needless escapes decoded, the others in upper case, dots resolved and
   * slashes merged.
   */
  static String normalize(String path) {
    String decoded = decode(path);
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = decoded.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      boolean last = i == parts.length - 1;
      if (part.equals("..")) {
        segments.pollLast();
      }
      if (part.equals(".") || part.equals("..") || part.isEmpty()) {
        if (last) {
          segments.addLast("");
        }
      } else {
        segments.addLast(part);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String decode(String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%'
          && i + 2 < bytes.length
          && isHexadecimal((char) bytes[i + 1])
          && isHexadecimal((char) bytes[i + 2])) {
        int decoded = Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16);
        if (RESERVED.indexOf(decoded) >= 0) {
          String escape =
              new String(bytes, i, 3, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
          out.writeBytes(escape.getBytes(StandardCharsets.US_ASCII));
        } else {
          out.write(decoded);
        }
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A URL: it needs a scheme and a host. */
  static @Nullable String url(Object value) {
    String text = (String) value;
    int fragment = text.indexOf('#');
    String rest = fragment < 0 ? text : text.substring(0, fragment);
    boolean scheme = false;
    int colon = rest.indexOf(':');
    if (colon > 0
        && rest.substring(0, colon)
            .chars()
            .allMatch(
                c -> c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '.' || c == '-'))
        && Character.isLetterOrDigit(rest.charAt(0))) {
      scheme = true;
      rest = rest.substring(colon + 1);
    }
    String host = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      host = authority.substring(authority.indexOf('@') + 1).replaceFirst(":[^:\\]]*$", "");
    }
    if (host.isEmpty()) {
      return "missing host in url";
    }
    return scheme ? null : "missing scheme in url";
  }
}
