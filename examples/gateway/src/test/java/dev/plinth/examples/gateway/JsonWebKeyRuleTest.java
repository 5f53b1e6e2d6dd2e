/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWebKeyRuleTest {
  private static final EntityType KEYS = Gateway.catalogue().type("keys");

  private static Verdict insert(String jwk) {
    return KEYS.insert(Values.of("kid", "k").and("jwk", jwk));
  }

  @Test
  void key_withTheEntitysId_isAccepted() throws JOSEException {
    for (String jwk :
        List.of(
            new RSAKeyGenerator(2048).keyID("k").generate().toJSONString(),
            new ECKeyGenerator(Curve.P_256).keyID("k").generate().toPublicJWK().toJSONString())) {
      assertThat(insert(jwk).isAccepted()).as(jwk).isTrue();
    }
  }

  @Test
  void key_withAnotherId_isRefused() throws JOSEException {
    assertThat(insert(new RSAKeyGenerator(2048).keyID("j").generate().toJSONString()).violations())
        .hasToString("schema violation (kid in jwk.kid must be equal to keys.kid)");
  }

  @Test
  void text_thatIsNoKey_isRefused() throws JOSEException {
    assertThat(insert("[1").violations())
        .hasToString("schema violation (could not json decode jwk string)");
    for (String jwk :
        List.of(
            "{\"kid\":\"k\"}",
            "{\"kid\":\"k\",\"kty\":\"RSA\",\"n\":\"AQAB\"}",
            new OctetSequenceKeyGenerator(256).keyID("k").generate().toJSONString())) {
      assertThat(insert(jwk).violations())
          .as(jwk)
          .hasToString("schema violation (could not load JWK, likely not a valid key)");
    }
  }

  @Test
  void key_withAMemberThatKeysDoNotHave_isRefused() throws JOSEException {
    String jwk = new ECKeyGenerator(Curve.P_256).keyID("k").generate().toJSONString();
    assertThat(insert(jwk.replaceFirst("\\{", "{\"colour\":\"red\",")).violations())
        .hasToString("schema violation (Validation error: colour: unknown field)");
  }
}
