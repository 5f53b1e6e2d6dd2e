/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.Values;
import dev.plinth.schema.Violation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What upstreams and their targets may be named, and how the ways of balancing go together. */
final class UpstreamRules {
  private static final EntityType HOSTS =
      SchemaSet.of(
              Schema.parse(
                  """
                  name: hosts
                  primary_key: [any]
                  fields:
                    - any: {typedef: host_with_optional_port}
                    - name: {typedef: sni}
                  """))
          .type("hosts");
  private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]+");

  private UpstreamRules() {}

  static @Nullable String name(String name) {
    String problem = null;
    if (!HOSTS.checkValue("any", name).isEmpty()) {
      problem = "must be a valid hostname";
    }
    for (Violation violation : HOSTS.checkValue("name", name)) {
      if (problem == null) {
        problem =
            violation.message().equals("must not be an IP")
                ? "no ip addresses allowed"
                : "no port allowed";
      }
    }
    return problem == null ? null : "Invalid name ('" + name + "'); " + problem;
  }

  static @Nullable String target(String target) {
    return HOSTS.checkValue("any", target).isEmpty()
        ? null
        : "Invalid target ('" + target + "'); not a valid hostname or ip address";
  }

  static @Nullable String cookieName(String name) {
    return COOKIE.matcher(name).matches()
        ? null
        : "bad cookie name '" + name + "', allowed characters are A-Z, a-z, 0-9, '_', and '-'";
  }

  /** Drops what is hashed on for the algorithms that do not hash. */
  static Values algorithm(@Nullable String algorithm) {
    Values values = Values.of("algorithm", algorithm);
    return "least-connections".equals(algorithm) || "latency".equals(algorithm)
        ? values.and("hash_on", null)
        : values;
  }

  /** Chooses the algorithm that goes with what is hashed on. */
  static Values hashOn(@Nullable String input) {
    if (input == null) {
      return Values.of("hash_on", "none");
    }
    return Values.of("hash_on", input)
        .and("algorithm", input.equals("none") ? "round-robin" : "consistent-hashing");
  }
}
