/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The forms of text that the gateway's schemas ask for, checked as one would by hand: one pass over
 * the characters, nothing allocated. The floor and the constraints of Hibernate Validator use them.
 */
enum TextForm {
  NAME {
    @Override
    boolean accepts(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < 128
            ? !isAlphanumeric(c) && c != '.' && c != '-' && c != '_' && c != '~'
            : isLoneSurrogate(text, i)) {
          return false;
        }
      }
      return !text.isEmpty();
    }
  },
  TAG {
    @Override
    boolean accepts(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < 128 ? c < 32 || c == 127 || c == ',' || c == '/' : isLoneSurrogate(text, i)) {
          return false;
        }
      }
      return !text.isEmpty();
    }
  },
  PROTOCOL {
    @Override
    boolean accepts(String text) {
      return switch (text) {
        case "grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp" -> true;
        default -> false;
      };
    }
  },
  METHOD {
    @Override
    boolean accepts(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
          return false;
        }
      }
      return !text.isEmpty();
    }
  },
  HEADER_NAME {
    @Override
    boolean accepts(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!isAlphanumeric(c) && c != '-' && c != '_') {
          return false;
        }
      }
      return !text.isEmpty() && !text.equalsIgnoreCase("host");
    }
  },
  HOST {
    @Override
    boolean accepts(String text) {
      return Hosts.isHost(text, 0, text.length());
    }
  },
  SNI {
    @Override
    boolean accepts(String text) {
      return Hosts.isName(text, 0, text.length());
    }
  },
  ROUTE_HOST {
    @Override
    boolean accepts(String text) {
      return Hosts.isRouteHost(text);
    }
  },
  IP_OR_CIDR {
    @Override
    boolean accepts(String text) {
      return Hosts.isIpOrCidr(text);
    }
  },
  PATH {
    @Override
    boolean accepts(String text) {
      if (!text.startsWith("/")) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((!isAlphanumeric(c) && PATH_CHARACTERS.indexOf(c) < 0)
            || (c == '/' && i > 0 && text.charAt(i - 1) == '/')
            || (c == '%' && escaped(text, i) < 0)) {
          return false;
        }
      }
      return true;
    }
  },
  ROUTER_PATH {
    @Override
    boolean accepts(String text) {
      if (text.contains("//")) {
        return false;
      }
      if (text.startsWith("~/")) {
        return isRegex(text.substring(1));
      }
      if (!text.startsWith("/")) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c == '%' && !isNeeded(text, i)) || (c == '/' && isDots(text, i + 1))) {
          return false;
        }
      }
      return true;
    }
  },
  UUID {
    @Override
    boolean accepts(String text) {
      if (text.length() != 36) {
        return false;
      }
      for (int i = 0; i < 36; i++) {
        boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
          return false;
        }
      }
      return true;
    }
  };

  private static final String PATH_CHARACTERS = "-._~!$&'()*+,;=:@/%";
  private static final String RESERVED = "!#$&'()*+,/:;=?@[]%";

  abstract boolean accepts(String text);

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  /** Returns the byte that is escaped at this percent sign, or -1. */
  private static int escaped(String text, int percent) {
    if (percent + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(percent + 1), 16);
    int low = Character.digit(text.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Says whether the escape stands for a reserved character and is in upper case. */
  private static boolean isNeeded(String text, int percent) {
    int value = escaped(text, percent);
    return value >= 0
        && RESERVED.indexOf(value) >= 0
        && !Character.isLowerCase(text.charAt(percent + 1))
        && !Character.isLowerCase(text.charAt(percent + 2));
  }

  private static boolean isDots(String text, int start) {
    int end = text.indexOf('/', start);
    int length = (end < 0 ? text.length() : end) - start;
    return (length == 1 && text.charAt(start) == '.')
        || (length == 2 && text.charAt(start) == '.' && text.charAt(start + 1) == '.');
  }

  private static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
