/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ready-made fields by their names in schema files, as attributes to lay others over. */
final class TypedefData {
  private static final List<String> PROTOCOLS =
      List.of("grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp");
  private static final List<String> HTTP_PROTOCOLS = List.of("grpc", "grpcs", "http", "https");
  private static final Map<String, Map<String, @Nullable Object>> ALL = new LinkedHashMap<>();

  static {
    put("http_method", "string", "match", "^%u+$");
    put("protocol", "string", "one_of", PROTOCOLS);
    put(
        "protocols",
        "set",
        "required",
        true,
        "default",
        HTTP_PROTOCOLS,
        "elements",
        get("protocol"));
    put(
        "protocols_http",
        "set",
        "required",
        true,
        "default",
        HTTP_PROTOCOLS,
        "elements",
        of("string", "one_of", HTTP_PROTOCOLS));
    rule("host", TextForm.HOST);
    rule("host_with_optional_port", TextForm.HOST_WITH_OPTIONAL_PORT);
    rule("wildcard_host", TextForm.WILDCARD_HOST);
    rule("sni", TextForm.SNI);
    rule("ip", TextForm.IP);
    rule("ip_or_cidr", TextForm.IP_OR_CIDR);
    rule("cidr_v4", TextForm.CIDR_V4);
    rule("cidr", TextForm.CIDR_V4);
    put("port", "integer", "between", List.of(0L, 65535L));
    put(
        "path",
        "string",
        "starts_with",
        "/",
        "match_none",
        List.of(Map.of("pattern", "//", "err", "must not have empty segments")),
        "custom_validator",
        TextForm.PATH);
    put(
        "router_path",
        "string",
        "match_any",
        Map.of(
            "patterns",
            List.of("^/", "^~/"),
            "err",
            "should start with: / (fixed path) or ~/ (regex path)"),
        "match_none",
        List.of(Map.of("pattern", "//", "err", "must not have empty segments")),
        "custom_validator",
        TextForm.ROUTER_PATH);
    put("router_paths", "array", "elements", get("router_path"));
    rule("url", TextForm.URL);
    rule("header_name", TextForm.HEADER_NAME);
    put("timeout", "integer", "between", List.of(0L, 2147483646L));
    put("uuid", "string", "uuid", true, "auto", true);
    put("auto_timestamp_s", "integer", "timestamp", true, "auto", true);
    put("auto_timestamp_ms", "number", "timestamp", true, "auto", true);
    putNull("no_route", of("foreign", "reference", "routes"));
    putNull("no_service", of("foreign", "reference", "services"));
    putNull("no_consumer", of("foreign", "reference", "consumers"));
    put("name", "string", "unique", true, "custom_validator", TextForm.NAME);
    put("utf8_name", "string", "unique", true, "custom_validator", TextForm.UTF8_NAME);
    put("tag", "string", "required", true, "custom_validator", TextForm.TAG);
    put("tags", "set", "elements", get("tag"));
    rule("certificate", TextForm.CERTIFICATE);
    rule("key", TextForm.KEY);
    Map<String, @Nullable Object> addresses =
        of(
            "set",
            "elements",
            of(
                "record",
                "fields",
                List.of(Map.of("ip", get("ip_or_cidr")), Map.of("port", get("port"))),
                "entity_checks",
                List.of(Map.of("at_least_one_of", List.of("ip", "port")))));
    ALL.put("sources", addresses);
    ALL.put("destinations", addresses);
    put("methods", "set", "elements", get("http_method"));
    put("hosts", "array", "elements", of("string", "custom_validator", TextForm.ROUTE_HOST));
    put(
        "headers",
        "map",
        "keys",
        get("header_name"),
        "values",
        of("array", "elements", of("string")));
    for (String name : List.of("sources", "destinations", "methods", "hosts", "headers")) {
      putNull("no_" + name, get(name));
    }
    putNull("no_paths", get("router_paths"));
    put(
        "semantic_version",
        "string",
        "match_none",
        List.of(Map.of("pattern", "%.%.", "err", "must not have empty version segments")),
        "match_any",
        Map.of(
            "patterns",
            List.of("^%d+[%.%d]*$", "^%d+[%.%d]*%-?.*$"),
            "err",
            "invalid version number: must be in format of X.Y.Z"));
    ALL.putAll(RecordTypedefs.all());
    put("ttl", "number", "between", List.of(0L, 100_000_000L));
  }

  private TypedefData() {}

  /**
   * Returns the attributes of the ready-made field.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Map<String, @Nullable Object> get(String name) {
    Map<String, @Nullable Object> attributes = ALL.get(name);
    if (attributes == null) {
      String meant = Hint.typedef(name);
      throw new IllegalArgumentException(
          "there is no typedef '"
              + name
              + "'"
              + (meant == null ? "." : "; did you mean '" + meant + "'?")
              + " There are: "
              + String.join(", ", ALL.keySet()));
    }
    return attributes;
  }

  /** Returns the names of all ready-made fields. */
  static Collection<String> names() {
    return ALL.keySet();
  }

  private static void rule(String name, TextForm rule) {
    put(name, "string", "custom_validator", rule);
  }

  private static void put(String name, String type, Object... attributes) {
    ALL.put(name, of(type, attributes));
  }

  private static void putNull(String name, Map<String, @Nullable Object> attributes) {
    Map<String, @Nullable Object> withNull = new LinkedHashMap<>(attributes);
    withNull.put("eq", null);
    ALL.put(name, Collections.unmodifiableMap(withNull));
  }

  private static Map<String, @Nullable Object> of(String type, Object... attributes) {
    Map<String, @Nullable Object> map = FieldData.typed(type);
    for (int i = 0; i < attributes.length; i += 2) {
      map.put((String) attributes[i], attributes[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
