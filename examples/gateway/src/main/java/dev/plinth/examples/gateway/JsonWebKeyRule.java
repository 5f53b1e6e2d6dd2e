/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import dev.plinth.schema.Violation;
import dev.plinth.schema.Violations;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON Web Key in a text: it has the id of its entity, is a key, and has no other members. */
final class JsonWebKeyRule {
  private static final EntityType MEMBERS =
      SchemaSet.of(
              Schema.parse(
                  """
                  name: json web keys
                  primary_key: [id]
                  fields:
                    - id: {typedef: uuid}
                    - jwk: {typedef: jwk}
                  """))
          .type("json web keys");

  private JsonWebKeyRule() {}

  static @Nullable String test(Values values) {
    if (!(values.get("jwk") instanceof String text)) {
      return null;
    }
    Values jwk;
    try {
      jwk = Values.parseJson(text);
    } catch (IllegalArgumentException e) {
      return "could not json decode jwk string";
    }
    if (!Objects.equals(jwk.get("kid"), values.get("kid"))) {
      return "kid in jwk.kid must be equal to keys.kid";
    }
    if (!isKey(text)) {
      return "could not load JWK, likely not a valid key";
    }
    Violations wrong = MEMBERS.checkValue("jwk", jwk);
    return wrong.isEmpty() ? null : sentence(wrong);
  }

  private static boolean isKey(String text) {
    try {
      return JWK.parse(text) instanceof AsymmetricJWK;
    } catch (ParseException | IllegalStateException e) {
      return false;
    }
  }

  private static String sentence(Violations wrong) {
    List<String> parts = new ArrayList<>();
    for (Violation violation : wrong) {
      parts.add(violation.path().substring("jwk.".length()) + ": " + violation.message());
    }
    return "Validation error: " + String.join("; ", parts);
  }
}
