/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class CertificateRulesTest {
  private static final SchemaSet SCHEMAS = Gateway.catalogue();
  private static final EntityType CERTIFICATES = SCHEMAS.type("certificates");
  private static final EntityType AUTHORITIES = SCHEMAS.type("ca_certificates");
  private static final Duration YEAR = Duration.ofDays(365);

  private static KeyPair keys(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (!algorithm.startsWith("Ed")) {
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    }
    return generator.generateKeyPair();
  }

  private static String certificate(KeyPair keys, boolean authority, Duration left)
      throws Exception {
    X500Principal name = new X500Principal("CN=test");
    Instant end = Instant.now().plus(left);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(end.minus(YEAR.multipliedBy(2))),
            Date.from(end),
            name,
            keys.getPublic());
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    String signature =
        switch (keys.getPrivate().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
    return pem(certificate);
  }

  private static String pem(Object thing) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    }
    return text.toString();
  }

  private static String pkcs8(PrivateKey key) throws Exception {
    return pem(new JcaPKCS8Generator(key, null).generate());
  }

  @Test
  void certificate_withItsKeyInAnyForm_isAccepted() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      KeyPair keys = keys(algorithm);
      String cert = certificate(keys, false, YEAR);
      for (String key : List.of(pkcs8(keys.getPrivate()), pem(keys.getPublic()))) {
        assertThat(CERTIFICATES.insert(Values.of("cert", cert).and("key", key)).isAccepted())
            .as(algorithm)
            .isTrue();
      }
    }
    KeyPair rsa = keys("RSA");
    Values pkcs1 =
        Values.of("cert", certificate(rsa, false, YEAR)).and("key", pem(rsa.getPrivate()));
    assertThat(pkcs1.get("key")).asString().startsWith("-----BEGIN RSA PRIVATE KEY-----");
    assertThat(CERTIFICATES.insert(pkcs1).isAccepted()).isTrue();
  }

  @Test
  void certificate_withAnotherKey_isRefused() throws Exception {
    String cert = certificate(keys("RSA"), false, YEAR);
    for (String algorithm : List.of("RSA", "EC")) {
      KeyPair other = keys(algorithm);
      for (String key : List.of(pkcs8(other.getPrivate()), pem(other.getPublic()))) {
        assertThat(CERTIFICATES.insert(Values.of("cert", cert).and("key", key)).violations())
            .hasToString("schema violation (certificate does not match key)");
      }
    }
  }

  @Test
  void alternative_mustMatchItsKeyAndBeOfAnotherType() throws Exception {
    KeyPair rsa = keys("RSA");
    KeyPair elliptic = keys("EC");
    Values values =
        Values.of("cert", certificate(rsa, false, YEAR)).and("key", pkcs8(rsa.getPrivate()));
    assertThat(
            CERTIFICATES
                .insert(
                    values
                        .and("cert_alt", certificate(elliptic, false, YEAR))
                        .and("key_alt", pkcs8(elliptic.getPrivate())))
                .isAccepted())
        .isTrue();
    assertThat(
            CERTIFICATES
                .insert(
                    values
                        .and("cert_alt", certificate(rsa, false, YEAR))
                        .and("key_alt", pkcs8(elliptic.getPrivate())))
                .violations())
        .hasToString(
            "2 schema violations (alternative certificate does not match key; certificate and"
                + " alternative certificate need to have different type (e.g. RSA and ECDSA), the"
                + " provided certificates were both of the same type)");
  }

  @Test
  void authority_isDigested() throws Exception {
    String cert = certificate(keys("EC"), true, YEAR);
    assertThat(
            AUTHORITIES
                .insert(Values.of("cert", cert).and("cert_digest", "mine"))
                .entity()
                .get("cert_digest"))
        .asString()
        .matches("[0-9a-f]{64}");
  }

  @Test
  void authority_thatIsNone_isRefused() throws Exception {
    KeyPair keys = keys("EC");
    String valid = certificate(keys, true, YEAR);
    assertThat(AUTHORITIES.insert(Values.of("cert", valid + valid)).violations())
        .hasToString("schema violation (please submit only one certificate at a time)");
    assertThat(
            AUTHORITIES
                .insert(Values.of("cert", certificate(keys, true, Duration.ofDays(-1))))
                .violations())
        .hasToString("schema violation (certificate expired, \"Not After\" time is in the past)");
    assertThat(AUTHORITIES.insert(Values.of("cert", certificate(keys, false, YEAR))).violations())
        .hasToString(
            "schema violation (certificate does not appear to be a CA because it is missing the"
                + " \"CA\" basic constraint)");
  }
}
