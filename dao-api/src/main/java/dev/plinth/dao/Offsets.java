/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Offsets as texts: the version of their form, what they belong to, and the store's position. They
 * outlive the code that made them.
 */
final class Offsets {
  private static final byte VERSION = 1;
  private static final int FINGERPRINT_BYTES = 9;

  private Offsets() {}

  /** Returns a short text that differs between queries. */
  static String fingerprint(@Nullable Object... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Arrays.deepToString(parts).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, FINGERPRINT_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  static Offset encode(String fingerprint, String position) {
    byte[] body = (fingerprint + position).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[body.length + 1];
    bytes[0] = VERSION;
    System.arraycopy(body, 0, bytes, 1, body.length);
    return Offset.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static String decode(Offset offset, String fingerprint) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(offset.toString());
    } catch (IllegalArgumentException e) {
      throw Failures.invalidOffset(offset.toString(), "bad base64 encoding");
    }
    int start = 1 + fingerprint.length();
    if (bytes.length <= start || bytes[0] != VERSION) {
      throw Failures.invalidOffset(offset.toString(), "bad json encoding");
    }
    String body = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    if (!body.startsWith(fingerprint)) {
      throw Failures.invalidOffset(offset.toString(), "it is of another query");
    }
    return body.substring(fingerprint.length());
  }
}
