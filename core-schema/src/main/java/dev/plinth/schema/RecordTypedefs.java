/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ready-made records: queues of plugins, pairs of keys, JSON Web Keys. */
final class RecordTypedefs {
  private static final List<String> JWK_TEXTS =
      List.of(
          "issuer",
          "kty",
          "use",
          "alg",
          "x5u",
          "x5t",
          "x5t#S256",
          "k",
          "x",
          "y",
          "crv",
          "n",
          "e",
          "d",
          "p",
          "q",
          "dp",
          "dq",
          "qi",
          "oth",
          "r",
          "t");

  private RecordTypedefs() {}

  static Map<String, Map<String, @Nullable Object>> all() {
    Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
    all.put("queue", queue());
    all.put("pem", pem());
    all.put("jwk", jwk());
    return all;
  }

  private static Map<String, @Nullable Object> queue() {
    return record(
        List.of(
            Map.of("max_batch_size", number(1L, "between", List.of(1L, 1_000_000L))),
            Map.of("max_coalescing_delay", number(1L, "between", List.of(0L, 3600L))),
            Map.of("max_entries", number(10_000L, "between", List.of(1L, 1_000_000L))),
            Map.of("max_bytes", attributes("number")),
            Map.of("max_retry_time", number(60L)),
            Map.of("initial_retry_delay", number(0.01)),
            Map.of("max_retry_delay", number(60L))));
  }

  private static Map<String, @Nullable Object> pem() {
    Map<String, @Nullable Object> pem =
        new LinkedHashMap<>(
            record(
                List.of(
                    Map.of(
                        "private_key",
                        attributes("string", "referenceable", true, "encrypted", true)),
                    Map.of("public_key", attributes("string", "referenceable", true)))));
    ValueRule rule = RecordTypedefs::keyPair;
    pem.put("required", false);
    pem.put("custom_validator", rule);
    return Collections.unmodifiableMap(pem);
  }

  /** Judges the keys that are there, be it as null; both are by the time a pair is stored. */
  private static @Nullable String keyPair(Object value) {
    Attributes pair = Attributes.of(value instanceof Draft draft ? draft.toMap() : value);
    Object open = pair.get("public_key");
    Object secret = pair.get("private_key");
    if (ScalarNode.isReference(open) || ScalarNode.isReference(secret)) {
      return null;
    }
    if (pair.has("public_key") && !isKey(open)) {
      return "could not load public key";
    }
    return pair.has("private_key") && !isKey(secret) ? "could not load private key" : null;
  }

  private static boolean isKey(@Nullable Object pem) {
    return pem instanceof String && PemRules.key(pem) == null;
  }

  private static Map<String, @Nullable Object> jwk() {
    List<Map<String, ?>> fields = new ArrayList<>();
    fields.add(Map.of("kid", attributes("string", "required", true)));
    JWK_TEXTS.forEach(name -> fields.add(Map.of(name, attributes("string"))));
    for (String name : List.of("key_ops", "x5c")) {
      fields.add(Map.of(name, attributes("array", "elements", attributes("string"))));
    }
    return attributes("record", "fields", List.copyOf(fields));
  }

  private static Map<String, @Nullable Object> number(Object value, Object... more) {
    Map<String, @Nullable Object> number = new LinkedHashMap<>(attributes("number", more));
    number.put("default", value);
    return Collections.unmodifiableMap(number);
  }

  private static Map<String, @Nullable Object> record(List<Map<String, ?>> fields) {
    return attributes("record", "fields", fields);
  }

  private static Map<String, @Nullable Object> attributes(String type, Object... attributes) {
    Map<String, @Nullable Object> map = FieldData.typed(type);
    for (int i = 0; i < attributes.length; i += 2) {
      map.put((String) attributes[i], attributes[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
