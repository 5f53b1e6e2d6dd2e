/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Struct;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules on the configurations of plugins that look at several of their fields. */
final class PluginRules {
  private static final List<String> PERIODS =
      List.of("second", "minute", "hour", "day", "month", "year");
  private static final EntityType PATTERNS =
      SchemaSet.of(
              Schema.parse(
                  """
                  name: patterns
                  primary_key: [pattern]
                  fields:
                    - pattern: {type: string, is_regex: true}
                  """))
          .type("patterns");

  private PluginRules() {}

  static @Nullable String terminatingResponse(Struct config) {
    boolean message = isPresent(config, "message");
    boolean type = isPresent(config, "content_type");
    boolean body = isPresent(config, "body");
    if (message && (type || body)) {
      return "message cannot be used with content_type or body";
    }
    if (type && !body) {
      return "content_type requires a body";
    }
    return Boolean.TRUE.equals(config.get("echo")) && body
        ? "echo cannot be used with content_type and body"
        : null;
  }

  private static boolean isPresent(Struct config, String name) {
    return config.get(name) instanceof String text && !text.isEmpty();
  }

  static @Nullable String rateLimits(Struct config) {
    for (int i = 0; i < PERIODS.size(); i++) {
      for (int j = i + 1; j < PERIODS.size(); j++) {
        if (config.get(PERIODS.get(i)) instanceof Double shorter
            && config.get(PERIODS.get(j)) instanceof Double longer
            && longer < shorter) {
          return String.format(
              Locale.ROOT,
              "The limit for %s(%.1f) cannot be lower than the limit for %s(%.1f)",
              PERIODS.get(j),
              longer,
              PERIODS.get(i),
              shorter);
        }
      }
    }
    return null;
  }

  static @Nullable String corsOrigin(String origin) {
    return origin.equals("*") || PATTERNS.checkValue("pattern", origin).isEmpty()
        ? null
        : "'" + origin + "' is not a valid regex";
  }
}
