/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final String CONSUMER = "9f4b1b0e-3c7a-4d2e-8f61-0a1b2c3d4e5f";
  private static final String HASH_OF_P = "b128b6365ecb2c0cb554c94a8a4232dba6d8b49b";
  private static final EntityType CREDENTIALS = Gateway.catalogue().type("basicauth_credentials");

  private static Entity insert(Object consumer) {
    return CREDENTIALS
        .insert(Values.of("consumer", consumer).and("username", "u").and("password", "p"))
        .entity();
  }

  @Test
  void insert_ofAPassword_storesTheModelsHash() {
    assertThat(insert(Map.of("id", CONSUMER)).get("password")).isEqualTo(HASH_OF_P);
    assertThat(insert(Key.of(UUID.fromString(CONSUMER))).get("password")).isEqualTo(HASH_OF_P);
  }

  @Test
  void update_hashesANewPasswordAndLeavesAHash() {
    Entity stored = insert(Map.of("id", CONSUMER));
    Entity renamed = CREDENTIALS.update(stored, Values.of("username", "v")).entity();
    assertThat(renamed.get("password")).isEqualTo(HASH_OF_P);
    Entity changed = CREDENTIALS.update(stored, Values.of("password", "q")).entity();
    assertThat(changed.get("password")).isNotEqualTo(HASH_OF_P).asString().matches("[0-9a-f]{40}");
  }
}
