/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.Values;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the shorthand {@code url} of a service stands for: protocol, host, port and path. User info,
 * query, parameters and fragment are dropped. A part that is wrong is passed on, for the field's
 * own rules to say so; a null empties the host, which those refuse.
 */
final class ServiceUrl {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:([A-Za-z0-9][A-Za-z0-9+.-]*):)?(?://([^/]*))?([^?;]*)(?s:.*)", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?(.*?)(?::([^:\\]]*))?", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private ServiceUrl() {}

  static Values expand(@Nullable String url) {
    if (url == null) {
      return Values.of("host", null);
    }
    int fragment = url.indexOf('#');
    Matcher parts = PARTS.matcher(fragment < 0 ? url : url.substring(0, fragment));
    if (!parts.matches()) {
      return Values.of("host", null);
    }
    String host = null;
    Object port = null;
    String authority = parts.group(2);
    if (authority != null) {
      Matcher matcher = AUTHORITY.matcher(authority);
      if (matcher.matches()) {
        host = withoutBrackets(matcher.group(1));
        port = number(matcher.group(2));
      }
    }
    String protocol = parts.group(1);
    if (protocol == null) {
      protocol = Long.valueOf(443).equals(port) ? "https" : "http";
    }
    if (port == null) {
      port = protocol.equals("https") ? 443L : 80L;
    }
    String path = parts.group(3);
    return Values.of("protocol", protocol)
        .and("host", host)
        .and("port", port)
        .and("path", path.isEmpty() ? null : path);
  }

  private static @Nullable String withoutBrackets(String host) {
    if (host.isEmpty()) {
      return null;
    }
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static @Nullable Object number(@Nullable String port) {
    return port != null && NUMBER.matcher(port).matches() ? Long.valueOf(port) : port;
  }
}
