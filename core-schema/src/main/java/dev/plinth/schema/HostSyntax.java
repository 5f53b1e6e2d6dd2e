/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** What a host is: a name, an IPv4 or an IPv6 address, with or without a port. */
final class HostSyntax {
  private static final AsciiSet LABEL = AsciiSet.ALPHANUMERIC.plus("-_");
  private static final AsciiSet LABEL_OR_WILDCARD = LABEL.plus("*");
  private static final AsciiSet DIGITS = AsciiSet.of("0123456789");
  private static final AsciiSet ADDRESS = DIGITS.plus(".");

  /** What is wrong with a port above 65535. */
  static final String BAD_PORT = "invalid port number";

  private HostSyntax() {}

  /** A host taken apart. */
  record Host(Kind kind, String name, @Nullable Integer port) {}

  enum Kind {
    NAME,
    IPV4,
    IPV6
  }

  /** The outcome of parsing: a host, or what is wrong, in words only for who asks. */
  record Parsed(@Nullable Host host, String problem, String text) {
    String message() {
      return problem + text;
    }
  }

  static Parsed parse(String text) {
    int colons = 0;
    boolean digitsAndDots = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        colons++;
      } else if (c != '.' && (c < '0' || c > '9')) {
        digitsAndDots = false;
      }
    }
    if (colons > 1) {
      return ipv6(text);
    }
    return digitsAndDots ? ipv4(text) : name(text);
  }

  private static Parsed refused(String problem, String text) {
    return new Parsed(null, problem, text);
  }

  private static Parsed ipv4(String text) {
    int colon = text.indexOf(':');
    String address = colon < 0 ? text : text.substring(0, colon);
    if (!isIpv4(address, false)) {
      return refused("invalid ipv4 address: ", text);
    }
    return withPort(
        Kind.IPV4,
        address,
        colon < 0 ? null : text.substring(colon + 1),
        "invalid ipv4 address: ",
        text);
  }

  private static Parsed ipv6(String text) {
    String address = text;
    String port = null;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        return refused("invalid ipv6 address: ", text);
      }
      address = text.substring(1, end);
      String rest = text.substring(end + 1);
      if (!rest.isEmpty()) {
        if (!rest.startsWith(":") || !digits(rest.substring(1))) {
          return refused("invalid ipv6 address", "");
        }
        port = rest.substring(1);
      }
    }
    if (!isIpv6(address)) {
      return refused("invalid ipv6 address: ", text);
    }
    return withPort(Kind.IPV6, "[" + address + "]", port, "invalid ipv6 address: ", text);
  }

  private static Parsed name(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    if (!hasLabels(name, LABEL)) {
      return refused("invalid hostname: ", text);
    }
    return withPort(
        Kind.NAME, name, colon < 0 ? null : text.substring(colon + 1), "invalid hostname: ", text);
  }

  private static Parsed withPort(
      Kind kind, String name, @Nullable String port, String problem, String text) {
    if (port == null) {
      return new Parsed(new Host(kind, name, null), "", "");
    }
    if (!digits(port)) {
      return refused(problem, text);
    }
    int number = port.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(port);
    return number > 65535
        ? refused(BAD_PORT, "")
        : new Parsed(new Host(kind, name, number), "", "");
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && DIGITS.hasAll(text);
  }

  /** Says whether the text is a name without a port, which digits and dots alone are not. */
  static boolean isName(String text) {
    return hasLabels(text, LABEL) && !ADDRESS.hasAll(text);
  }

  /** Says whether the text is a name without a port, wildcards taken for letters. */
  static boolean isWildcardName(String text) {
    return hasLabels(text, LABEL_OR_WILDCARD) && !ADDRESS.hasAll(text);
  }

  /** Says whether there are labels between dots, the last perhaps empty, none ending in a dash. */
  private static boolean hasLabels(String name, AsciiSet characters) {
    char before = '.';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' ? before == '.' || before == '-' : !characters.has(c)) {
        return false;
      }
      before = c;
    }
    return !name.isEmpty() && before != '-';
  }

  /** Says whether the text is four numbers to 255 with dots; strictly: without leading zeros. */
  static boolean isIpv4(String text, boolean strict) {
    return isIpv4(text, 0, text.length(), strict);
  }

  /** Says so of the part of the text from {@code start} to before {@code end}. */
  static boolean isIpv4(String text, int start, int end, boolean strict) {
    int dots = 0;
    int digits = 0;
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (digits == 0 || ++dots > 3) {
          return false;
        }
        digits = 0;
        number = 0;
      } else {
        number = number * 10 + c - '0';
        boolean padded = strict && digits == 1 && text.charAt(i - 1) == '0';
        if (c < '0' || c > '9' || ++digits > 3 || number > 255 || padded) {
          return false;
        }
      }
    }
    return dots == 3 && digits > 0;
  }

  /** Says whether the text is an IPv6 address without brackets. */
  static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0) {
      if (text.indexOf("::", gap + 1) >= 0) {
        return false;
      }
      int before = groups(text.substring(0, gap));
      int after = groups(text.substring(gap + 2));
      return before >= 0 && after >= 0 && before + after < 8;
    }
    return groups(text) == 8;
  }

  /** Returns the number of groups of hexadecimal digits, or -1 when there is anything else. */
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] groups = text.split(":", -1);
    for (String group : groups) {
      if (group.isEmpty() || group.length() > 4 || !AsciiSet.HEXADECIMAL.hasAll(group)) {
        return -1;
      }
    }
    return groups.length;
  }
}
