/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpstreamRulesTest {
  private static final SchemaSet SCHEMAS = Gateway.catalogue();
  private static final EntityType UPSTREAMS = SCHEMAS.type("upstreams");

  private static String wrong(String field, String value) {
    return UPSTREAMS.insert(Values.of("name", "u").and(field, value)).violations().toString();
  }

  private static void balanced(Values sent, @Nullable String algorithm, @Nullable String hashOn) {
    Entity entity = UPSTREAMS.insert(sent.and("name", "u").and("hash_on_header", "h")).entity();
    assertThat(entity.get("algorithm")).isEqualTo(algorithm);
    assertThat(entity.get("hash_on")).isEqualTo(hashOn);
  }

  @Test
  void name_isAHostNameAlone() {
    assertThat(wrong("name", "a b")).contains("Invalid name ('a b'); must be a valid hostname");
    assertThat(wrong("name", "[::1]:80")).contains("('[::1]:80'); no ip addresses allowed");
    assertThat(wrong("name", "1.2.3.4")).contains("('1.2.3.4'); no ip addresses allowed");
    assertThat(wrong("name", "a.com:80")).contains("('a.com:80'); no port allowed");
  }

  @Test
  void cookie_isAToken() {
    assertThat(wrong("hash_on_cookie", "a=b")).contains("bad cookie name 'a=b', allowed");
  }

  @Test
  void target_isAHostWithOrWithoutAPort() {
    EntityType targets = SCHEMAS.type("targets");
    Values upstream = Values.of("upstream", Key.of(UUID.randomUUID()));
    assertThat(targets.insert(upstream.and("target", "[::1]:80")).isAccepted()).isTrue();
    assertThat(targets.insert(upstream.and("target", "a.com:x")).violations())
        .hasToString(
            "schema violation (target: Invalid target ('a.com:x'); not a valid hostname or ip"
                + " address)");
  }

  @Test
  void algorithmAndHash_goTogether() {
    balanced(Values.none(), "round-robin", "none");
    balanced(Values.of("hash_on", "header"), "consistent-hashing", "header");
    balanced(Values.of("algorithm", "latency").and("hash_on", "header"), "latency", "none");
    balanced(
        Values.of("algorithm", "round-robin").and("hash_on", "ip"), "consistent-hashing", "ip");
    balanced(
        Values.of("algorithm", "consistent-hashing").and("hash_on", "none"), "round-robin", "none");
    balanced(Values.of("algorithm", null), null, "none");
  }

  @Test
  void update_ofTheAlgorithm_dropsWhatWasHashedOn() {
    Entity stored = UPSTREAMS.insert(Values.of("name", "u").and("hash_on", "ip")).entity();
    Entity changed = UPSTREAMS.update(stored, Values.of("algorithm", "latency")).entity();
    assertThat(changed.get("hash_on")).isEqualTo("none");
  }
}
