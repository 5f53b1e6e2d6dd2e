/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

/** Host names and addresses, checked as one would by hand: in place, nothing allocated. */
final class Hosts {
  private Hosts() {}

  /** Says whether the part of the text is a name, an IPv4 or an IPv6 address, without a port. */
  static boolean isHost(String text, int start, int end) {
    if (text.indexOf(':') >= 0) {
      boolean brackets = start < end && text.charAt(start) == '[' && text.charAt(end - 1) == ']';
      return brackets ? isIpv6(text, start + 1, end - 1) : isIpv6(text, start, end);
    }
    return isName(text, start, end) || isIpv4(text, start, end, false);
  }

  /** Says whether it is a name, of letters, digits and some marks; digits and dots are none. */
  static boolean isName(String text, int start, int end) {
    boolean address = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (i == start || text.charAt(i - 1) == '.' || text.charAt(i - 1) == '-') {
          return false;
        }
      } else if (TextForm.isAlphanumeric(c) || c == '-' || c == '_') {
        address &= c >= '0' && c <= '9';
      } else {
        return false;
      }
    }
    return start < end && !address && text.charAt(end - 1) != '-';
  }

  /** A host with at most one wildcard, the first or the last label, and a port if need be. */
  static boolean isRouteHost(String text) {
    int star = text.indexOf('*');
    if (star >= 0) {
      boolean atAnEnd = text.startsWith("*.") || text.endsWith(".*");
      return atAnEnd
          && text.indexOf('*', star + 1) < 0
          && isRouteHost(text.replace("*", "wildcard"));
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return isHost(text, 0, text.length());
    }
    if (text.indexOf(':', colon + 1) < 0) {
      return isPort(text, colon + 1) && (isName(text, 0, colon) || isIpv4(text, 0, colon, false));
    }
    int bracket = text.indexOf(']');
    boolean hasMore = bracket > 0 && text.charAt(0) == '[' && bracket < text.length() - 1;
    return hasMore
        ? text.charAt(bracket + 1) == ':' && isPort(text, bracket + 2) && isIpv6(text, 1, bracket)
        : isHost(text, 0, text.length());
  }

  static boolean isIpOrCidr(String text) {
    int slash = text.indexOf('/');
    int end = slash < 0 ? text.length() : slash;
    boolean four = isIpv4(text, 0, end, true);
    return (four || (isHost(text, 0, end) && text.indexOf(':') >= 0))
        && (slash < 0 || isNumber(text, slash + 1, text.length(), four ? 32 : 128, true));
  }

  private static boolean isPort(String text, int start) {
    return isNumber(text, start, text.length(), 65535, false);
  }

  private static boolean isNumber(String text, int start, int end, int most, boolean strict) {
    if (start >= end
        || end - start > 5
        || (strict && end - start > 1 && text.charAt(start) == '0')) {
      return false;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = number * 10 + digit;
    }
    return number <= most;
  }

  private static boolean isIpv4(String text, int start, int end, boolean strict) {
    int group = start;
    for (int i = 0; i < 3; i++) {
      int dot = text.indexOf('.', group);
      if (dot < 0 || dot - group > 3 || !isNumber(text, group, dot, 255, strict)) {
        return false;
      }
      group = dot + 1;
    }
    return end - group <= 3 && isNumber(text, group, end, 255, strict);
  }

  private static boolean isIpv6(String text, int start, int end) {
    int groups = 0;
    int digits = 0;
    boolean gap = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != ':') {
        if (Character.digit(c, 16) < 0 || ++digits > 4) {
          return false;
        }
        groups += digits == 1 ? 1 : 0;
      } else if (i > start && text.charAt(i - 1) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
      } else {
        boolean openEnd =
            i == end - 1 || (i == start && (i + 1 == end || text.charAt(i + 1) != ':'));
        if (openEnd) {
          return false;
        }
        digits = 0;
      }
    }
    return gap ? groups < 8 : groups == 8;
  }
}
