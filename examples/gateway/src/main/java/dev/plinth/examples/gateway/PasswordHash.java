/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is stored for a password of basic authentication: the model's SHA-1 of the password and the
 * consumer's id, so that gateways of both kinds know it.
 */
final class PasswordHash {
  private PasswordHash() {}

  static Values hash(Values values) {
    if (!(values.get("consumer") instanceof Key consumer)) {
      throw new IllegalStateException("a password without a consumer");
    }
    String salted = values.get("password") + consumer.id().toString();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(salted.getBytes(StandardCharsets.UTF_8));
      return Values.of("password", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
