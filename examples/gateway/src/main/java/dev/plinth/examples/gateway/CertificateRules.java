/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.Values;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** Rules on certificates and the keys that go with them. */
final class CertificateRules {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};

  private CertificateRules() {}

  static @Nullable String certificateAndKey(Values values) {
    return belongTogether(values.get("cert"), values.get("key"))
        ? null
        : "certificate does not match key";
  }

  static @Nullable String alternatives(Values values) {
    return belongTogether(values.get("cert_alt"), values.get("key_alt"))
        ? null
        : "alternative certificate does not match key";
  }

  static @Nullable String differentTypes(Values values) {
    if (!(values.get("cert") instanceof String cert)
        || !(values.get("cert_alt") instanceof String other)) {
      return null;
    }
    return algorithm(cert).equals(algorithm(other))
        ? "certificate and alternative certificate need to have different type (e.g. RSA and ECDSA),"
            + " the provided certificates were both of the same type"
        : null;
  }

  private static String algorithm(String certificate) {
    return certificate(certificate).getPublicKey().getAlgorithm();
  }

  static @Nullable String authority(Values values) {
    if (!(values.get("cert") instanceof String cert)) {
      return null;
    }
    if (cert.indexOf(BEGIN) != cert.lastIndexOf(BEGIN)) {
      return "please submit only one certificate at a time";
    }
    X509Certificate certificate = certificate(cert);
    if (certificate.getNotAfter().toInstant().isBefore(Instant.now())) {
      return "certificate expired, \"Not After\" time is in the past";
    }
    return certificate.getBasicConstraints() < 0
        ? "certificate does not appear to be a CA because it is missing the \"CA\" basic constraint"
        : null;
  }

  static Values digest(Values values) {
    try {
      byte[] der = certificate(String.valueOf(values.get("cert"))).getEncoded();
      return Values.of(
          "cert_digest",
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot create digest value of certificate", e);
    }
  }

  /** Returns the certificate of a text that the field's own rule has accepted. */
  private static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a certificate", e);
    }
  }

  private static boolean belongTogether(@Nullable Object certificate, @Nullable Object key) {
    if (!(certificate instanceof String cert) || !(key instanceof String pem)) {
      return true;
    }
    PublicKey open = certificate(cert).getPublicKey();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      Object parsed = parser.readObject();
      if (parsed instanceof SubjectPublicKeyInfo info) {
        return isSame(open, converter.getPublicKey(info));
      }
      if (parsed instanceof PEMKeyPair pair && pair.getPublicKeyInfo() != null) {
        return isSame(open, converter.getPublicKey(pair.getPublicKeyInfo()));
      }
      PrivateKeyInfo secret =
          parsed instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) parsed;
      return signsFor(open, converter.getPrivateKey(secret));
    } catch (IOException | ClassCastException e) {
      return false;
    }
  }

  private static boolean isSame(PublicKey one, PublicKey other) {
    return Arrays.equals(one.getEncoded(), other.getEncoded());
  }

  /** Says whether the public key accepts what the private key signs. */
  private static boolean signsFor(PublicKey open, PrivateKey secret) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (secret.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> secret.getAlgorithm();
              });
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
