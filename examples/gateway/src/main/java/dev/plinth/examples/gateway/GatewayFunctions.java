/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.schema.Functions;
import dev.plinth.schema.Shorthand;

/** The functions that the gateway's schema files name: what only a function can say. */
final class GatewayFunctions {
  private static final Shorthand.Expansion<String> SERVICE_URL = ServiceUrl::expand;
  private static final Shorthand.Expansion<String> ALGORITHM = UpstreamRules::algorithm;
  private static final Shorthand.Expansion<String> HASH_ON = UpstreamRules::hashOn;

  private GatewayFunctions() {}

  static Functions all() {
    return Functions.none()
        .shorthand("service_url", SERVICE_URL)
        .shorthand("balancing_algorithm", ALGORITHM)
        .shorthand("balancing_hash", HASH_ON)
        .check("upstream_name", UpstreamRules::name)
        .check("target", UpstreamRules::target)
        .check("cookie_name", UpstreamRules::cookieName)
        .check("terminating_response", PluginRules::terminatingResponse)
        .check("rate_limits", PluginRules::rateLimits)
        .check("cors_origin", PluginRules::corsOrigin)
        .entityCheck("certificate_and_key", CertificateRules::certificateAndKey)
        .entityCheck("alternative_certificate_and_key", CertificateRules::alternatives)
        .entityCheck("certificates_of_different_types", CertificateRules::differentTypes)
        .entityCheck("ca_certificate", CertificateRules::authority)
        .transformation("certificate_digest", CertificateRules::digest)
        .transformation("hashed_password", PasswordHash::hash)
        .entityCheck("json_web_key", JsonWebKeyRule::test);
  }
}
