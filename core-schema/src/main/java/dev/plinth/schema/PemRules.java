/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the ready-made fields for certificates and keys, in PEM, by the JDK's own parsers.
 */
final class PemRules {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA", "XDH");
  private static final byte[] RSA_IDENTIFIER = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};

  private PemRules() {}

  static @Nullable String certificate(Object value) {
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificate(
              new ByteArrayInputStream(((String) value).getBytes(StandardCharsets.UTF_8)));
      return null;
    } catch (CertificateException e) {
      return "invalid certificate: " + e.getMessage();
    }
  }

  static @Nullable String key(Object value) {
    Matcher block = BLOCK.matcher((String) value);
    if (!block.find()) {
      return "invalid key: no PEM block";
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      return "invalid key: " + e.getMessage();
    }
    return switch (block.group(1)) {
      case "PRIVATE KEY" ->
          parses(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
      case "PUBLIC KEY" -> parses(factory -> factory.generatePublic(new X509EncodedKeySpec(der)));
      case "RSA PRIVATE KEY" ->
          parses(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(wrapRsa(der))));
      case "EC PRIVATE KEY" ->
          der.length > 2 && der[0] == 0x30 ? null : "invalid key: not an EC key";
      default -> "invalid key: " + block.group(1);
    };
  }

  private interface Parser {
    Object parse(KeyFactory factory) throws GeneralSecurityException;
  }

  private static @Nullable String parses(Parser parser) {
    String problem = "no known algorithm";
    for (String algorithm : ALGORITHMS) {
      try {
        parser.parse(KeyFactory.getInstance(algorithm));
        return null;
      } catch (GeneralSecurityException e) {
        problem = e.getMessage() == null ? problem : e.getMessage();
      }
    }
    return "invalid key: " + problem;
  }

  /** Returns a PKCS#1 key in the envelope of PKCS#8, the only form the JDK reads. */
  private static byte[] wrapRsa(byte[] pkcs1) {
    byte[] octets = tagged(0x04, pkcs1);
    return tagged(
        0x30,
        ByteBuffer.allocate(VERSION_ZERO.length + RSA_IDENTIFIER.length + octets.length)
            .put(VERSION_ZERO)
            .put(RSA_IDENTIFIER)
            .put(octets)
            .array());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteBuffer buffer = ByteBuffer.allocate(content.length + 6).put((byte) tag);
    if (content.length < 128) {
      buffer.put((byte) content.length);
    } else if (content.length < 256) {
      buffer.put((byte) 0x81).put((byte) content.length);
    } else {
      buffer.put((byte) 0x82).putShort((short) content.length);
    }
    buffer.put(content);
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }
}
