/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Entity tags: the version of their form, and half of a SHA-256 over the type's name and the fields
 * in their form on the wire.
 */
final class Etag {
  private static final String VERSION = "1";
  private static final int BYTES = 16;

  private Etag() {}

  static String of(Entity entity) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(entity.type().name().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(
          Json.write(new Struct(entity.layout(), entity.slots())).getBytes(StandardCharsets.UTF_8));
      byte[] half = java.util.Arrays.copyOf(digest.digest(), BYTES);
      return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
