/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import dev.plinth.schema.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginRulesTest {
  private static final EntityType PLUGINS = Gateway.catalogue().type("plugins");

  private static Verdict insert(String plugin, Map<String, Object> config) {
    return PLUGINS.insert(Values.of("name", plugin).and("config", config));
  }

  private static String wrong(String plugin, Map<String, Object> config) {
    return insert(plugin, config).violations().toString();
  }

  @Test
  void terminatingResponse_isAMessageOrABody() {
    assertThat(wrong("request-termination", Map.of("message", "m", "body", "b")))
        .isEqualTo("schema violation (config: message cannot be used with content_type or body)");
    assertThat(wrong("request-termination", Map.of("content_type", "text/plain")))
        .isEqualTo("schema violation (config: content_type requires a body)");
    assertThat(wrong("request-termination", Map.of("echo", true, "body", "b")))
        .isEqualTo("schema violation (config: echo cannot be used with content_type and body)");
    assertThat(insert("request-termination", Map.of("body", "b")).isAccepted()).isTrue();
  }

  @Test
  void limits_growWithThePeriod() {
    assertThat(wrong("rate-limiting", Map.of("second", 10, "minute", 5)))
        .isEqualTo(
            "schema violation (config: The limit for minute(5.0) cannot be lower than the limit"
                + " for second(10.0))");
    assertThat(wrong("rate-limiting", Map.of("hour", 2.5, "year", 2)))
        .contains("year(2.0) cannot be lower than the limit for hour(2.5)");
    assertThat(insert("rate-limiting", Map.of("second", 5, "minute", 5)).isAccepted()).isTrue();
  }

  @Test
  void origins_areAStarOrPatterns() {
    assertThat(wrong("cors", Map.of("origins", List.of("*", "a(", "https?://b"))))
        .contains("[2] = \"'a(' is not a valid regex\"")
        .doesNotContain("[3]");
  }
}
