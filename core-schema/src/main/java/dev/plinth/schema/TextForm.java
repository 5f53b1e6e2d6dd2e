/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** The forms of text that the ready-made fields ask for. */
enum TextForm implements ValueRule {
  NAME,
  UTF8_NAME,
  TAG,
  HEADER_NAME,
  HOST,
  HOST_WITH_OPTIONAL_PORT,
  WILDCARD_HOST,
  ROUTE_HOST,
  SNI,
  IP,
  IP_OR_CIDR,
  CIDR_V4,
  PATH,
  ROUTER_PATH,
  URL,
  CERTIFICATE,
  KEY;

  @Override
  public @Nullable String test(Object value) {
    return switch (this) {
      case NAME -> TextRules.name(value);
      case UTF8_NAME -> TextRules.utf8Name(value);
      case TAG -> TextRules.tag(value);
      case HEADER_NAME -> TextRules.headerName(value);
      case HOST -> HostRules.host(value);
      case HOST_WITH_OPTIONAL_PORT -> HostRules.hostWithOptionalPort(value);
      case WILDCARD_HOST -> HostRules.wildcardHost(value);
      case ROUTE_HOST -> HostRules.routeHost(value);
      case SNI -> HostRules.sni(value);
      case IP -> HostRules.ip(value);
      case IP_OR_CIDR -> HostRules.ipOrCidr(value);
      case CIDR_V4 -> HostRules.cidrV4(value);
      case PATH -> PathRules.path(value);
      case ROUTER_PATH -> PathRules.routerPath(value);
      case URL -> PathRules.url(value);
      case CERTIFICATE -> PemRules.certificate(value);
      case KEY -> PemRules.key(value);
    };
  }

  /**
   * Says whether the text is of this form as most are: of ASCII characters other than NUL that one
   * look at each of them tells. Of any other {@link #test} has to say.
   */
  boolean isUsual(String text) {
    return switch (this) {
      case NAME, UTF8_NAME -> TextRules.isName(text);
      case TAG -> TextRules.isTag(text);
      case HEADER_NAME -> TextRules.isHeaderName(text);
      case HOST, HOST_WITH_OPTIONAL_PORT, WILDCARD_HOST, SNI -> HostSyntax.isName(text);
      case ROUTE_HOST -> HostRules.isUsualRouteHost(text);
      case IP -> HostSyntax.isIpv4(text, true);
      case IP_OR_CIDR, CIDR_V4 -> HostRules.isIpv4OrCidr(text);
      case PATH -> PathRules.isPlain(text);
      case ROUTER_PATH -> PathRules.isPlain(text) && PathRules.isNormal(text);
      case URL, CERTIFICATE, KEY -> false;
    };
  }
}
