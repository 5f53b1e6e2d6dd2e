/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import dev.plinth.benchmarks.JsonEntityBenchmark.Certificate;
import dev.plinth.benchmarks.JsonEntityBenchmark.StoredService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The reading of a stored service as one would write it by hand over Jackson's tokens. */
final class ServiceStream {
  private static final JsonFactory FACTORY = new JsonFactory();

  private @Nullable UUID id;
  private @Nullable Instant createdAt;
  private @Nullable Instant updatedAt;
  private @Nullable String name;
  private @Nullable Long retries;
  private String protocol = "http";
  private String host = "";
  private long port = 80;
  private @Nullable String path;
  private @Nullable Long connectTimeout;
  private @Nullable Long writeTimeout;
  private @Nullable Long readTimeout;
  private @Nullable List<String> tags;
  private @Nullable Certificate clientCertificate;
  private @Nullable Boolean tlsVerify;
  private @Nullable Long tlsVerifyDepth;
  private @Nullable List<UUID> caCertificates;
  private boolean enabled = true;

  private ServiceStream() {}

  static StoredService read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      ServiceStream service = new ServiceStream();
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
          service.set(field, parser);
        }
      }
      return service.build();
    }
  }

  private void set(String field, JsonParser parser) {
    switch (field) {
      case "id" -> id = UUID.fromString(parser.getString());
      case "created_at" -> createdAt = Instant.ofEpochSecond(parser.getLongValue());
      case "updated_at" -> updatedAt = Instant.ofEpochSecond(parser.getLongValue());
      case "name" -> name = parser.getString();
      case "retries" -> retries = parser.getLongValue();
      case "protocol" -> protocol = parser.getString();
      case "host" -> host = parser.getString();
      case "port" -> port = parser.getLongValue();
      case "path" -> path = parser.getString();
      case "connect_timeout" -> connectTimeout = parser.getLongValue();
      case "write_timeout" -> writeTimeout = parser.getLongValue();
      case "read_timeout" -> readTimeout = parser.getLongValue();
      case "tags" -> tags = texts(parser);
      case "client_certificate" -> clientCertificate = certificate(parser);
      case "tls_verify" -> tlsVerify = parser.getBooleanValue();
      case "tls_verify_depth" -> tlsVerifyDepth = parser.getLongValue();
      case "ca_certificates" ->
          caCertificates = texts(parser).stream().map(UUID::fromString).toList();
      case "enabled" -> enabled = parser.getBooleanValue();
      default -> throw new IllegalArgumentException(field);
    }
  }

  private static List<String> texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    for (String text = parser.nextStringValue(); text != null; text = parser.nextStringValue()) {
      texts.add(text);
    }
    return texts;
  }

  private static Certificate certificate(JsonParser parser) {
    parser.nextToken();
    Certificate certificate = new Certificate(UUID.fromString(parser.nextStringValue()));
    parser.nextToken();
    return certificate;
  }

  private StoredService build() {
    if (id == null || createdAt == null || updatedAt == null) {
      throw new IllegalArgumentException("incomplete");
    }
    return new StoredService(
        id,
        createdAt,
        updatedAt,
        name,
        retries,
        protocol,
        host,
        port,
        path,
        connectTimeout,
        writeTimeout,
        readTimeout,
        tags,
        clientCertificate,
        tlsVerify,
        tlsVerifyDepth,
        caCertificates,
        enabled);
  }
}
