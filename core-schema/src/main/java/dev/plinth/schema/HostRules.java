/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.HostSyntax.Host;
import dev.plinth.schema.HostSyntax.Kind;
import dev.plinth.schema.HostSyntax.Parsed;
import org.jspecify.annotations.Nullable;

/** The rules of the ready-made fields for hosts and addresses. */
final class HostRules {
  private HostRules() {}

  static @Nullable String host(Object value) {
    String text = (String) value;
    if (HostSyntax.isName(text)) {
      return null;
    }
    Parsed parsed = HostSyntax.parse(text);
    Host host = parsed.host();
    if (host == null) {
      return parsed.problem().equals(HostSyntax.BAD_PORT)
          ? "must not have a port"
          : "invalid value: " + text;
    }
    return host.port() != null ? "must not have a port" : null;
  }

  static @Nullable String hostWithOptionalPort(Object value) {
    if (HostSyntax.isName((String) value)) {
      return null;
    }
    Parsed parsed = HostSyntax.parse((String) value);
    return parsed.host() == null ? parsed.message() : null;
  }

  static @Nullable String sni(Object value) {
    if (HostSyntax.isName((String) value)) {
      return null;
    }
    Host host = HostSyntax.parse((String) value).host();
    if (host != null && host.kind() != Kind.NAME) {
      return "must not be an IP";
    }
    return host(value);
  }

  static @Nullable String wildcardHost(Object value) {
    String text = (String) value;
    int star = text.indexOf('*');
    if (star < 0) {
      return sni(text);
    }
    if (text.indexOf('*', star + 1) >= 0) {
      return "only one wildcard must be specified";
    }
    if (star > 0 && star < text.length() - 1) {
      return "wildcard must be leftmost or rightmost character";
    }
    return HostSyntax.isWildcardName(text) ? null : sni(text.replace("*", "wildcard"));
  }

  /** A host of a route: at most one wildcard, as its first or last label, and a port if need be. */
  static @Nullable String routeHost(Object value) {
    String text = (String) value;
    if (isUsualRouteHost(text)) {
      return null;
    }
    int star = text.indexOf('*');
    if (star >= 0) {
      if (text.indexOf('*', star + 1) >= 0) {
        return "invalid wildcard: must have at most one wildcard";
      }
      if (!text.startsWith("*.") && !text.endsWith(".*")) {
        return "invalid wildcard: must be placed at leftmost or rightmost label";
      }
    }
    return hostWithOptionalPort(text.replace("*", "wildcard"));
  }

  /** Says whether the text is a name without a port, the first or the last label perhaps a star. */
  static boolean isUsualRouteHost(String text) {
    int star = text.indexOf('*');
    boolean placed =
        star < 0
            || (star == 0 && text.startsWith("*."))
            || (star == text.length() - 1 && text.endsWith(".*"));
    return placed && HostSyntax.isWildcardName(text) && text.indexOf('*', star + 1) < 0;
  }

  static @Nullable String ip(Object value) {
    return isIp((String) value) ? null : "not an ip address: " + value;
  }

  static @Nullable String ipOrCidr(Object value) {
    String text = (String) value;
    int slash = text.indexOf('/');
    boolean valid =
        slash < 0
            ? isIp(text)
            : isIp(text.substring(0, slash))
                && isPrefix(
                    text.substring(slash + 1),
                    HostSyntax.isIpv4(text.substring(0, slash), true) ? 32 : 128);
    return valid ? null : "invalid ip or cidr range: '" + text + "'";
  }

  static @Nullable String cidrV4(Object value) {
    String text = (String) value;
    return isIpv4OrCidr(text) ? null : "invalid ipv4 cidr range: '" + text + "'";
  }

  private static boolean isIp(String text) {
    String address =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return HostSyntax.isIpv6(hexadecimal(address)) || HostSyntax.isIpv4(text, true);
  }

  /** Returns an IPv6 address that ends as an IPv4 address does with zeros in that place. */
  private static String hexadecimal(String address) {
    int tail = address.lastIndexOf(':') + 1;
    return tail > 0 && HostSyntax.isIpv4(address.substring(tail), true)
        ? address.substring(0, tail) + "0:0"
        : address;
  }

  static boolean isIpv4OrCidr(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? HostSyntax.isIpv4(text, true)
        : HostSyntax.isIpv4(text, 0, slash, true) && isPrefix(text.substring(slash + 1), 32);
  }

  private static boolean isPrefix(String text, int most) {
    return !text.isEmpty()
        && text.length() <= 3
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && !(text.length() > 1 && text.startsWith("0"))
        && Integer.parseInt(text) <= most;
  }
}
