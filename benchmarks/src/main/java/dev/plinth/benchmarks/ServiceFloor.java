/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The insert of a service as one would write it by hand. */
final class ServiceFloor {
  private ServiceFloor() {}

  /** A service, complete. */
  record Service(
      UUID id,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String name,
      int retries,
      String protocol,
      String host,
      int port,
      @Nullable String path,
      int connectTimeout,
      int writeTimeout,
      int readTimeout,
      @Nullable Set<String> tags,
      @Nullable UUID clientCertificate,
      @Nullable Boolean tlsVerify,
      @Nullable Integer tlsVerifyDepth,
      @Nullable List<UUID> caCertificates,
      boolean enabled) {}

  static Outcome<Service> insert(ServiceForm form) {
    String protocol = form.protocol == null ? "http" : form.protocol;
    Problems problems = new Problems();
    problems.text("name", form.name, TextForm.NAME);
    problems.between("retries", form.retries, 0, 32767);
    problems.text("protocol", protocol, TextForm.PROTOCOL);
    problems.text("host", form.host, TextForm.HOST);
    if (form.host == null) {
      problems.add("host", "required field missing");
    }
    problems.between("port", form.port, 0, 65535);
    problems.text("path", form.path, TextForm.PATH);
    problems.between("connect_timeout", form.connectTimeout, 1, 2147483646);
    problems.between("write_timeout", form.writeTimeout, 1, 2147483646);
    problems.between("read_timeout", form.readTimeout, 1, 2147483646);
    problems.texts("tags", form.tags, TextForm.TAG);
    if (form.clientCertificate != null) {
      reference(problems, "client_certificate", form.clientCertificate);
    }
    problems.between("tls_verify_depth", form.tlsVerifyDepth, 0, 64);
    problems.texts("ca_certificates", form.caCertificates, TextForm.UUID);
    if (hasNoPath(protocol)) {
      problems.mustBeNull("path", form.path);
    }
    if (hasNoTls(protocol)) {
      problems.mustBeNull("client_certificate", form.clientCertificate);
      problems.mustBeNull("tls_verify", form.tlsVerify);
      problems.mustBeNull("tls_verify_depth", form.tlsVerifyDepth);
      problems.mustBeNull("ca_certificates", form.caCertificates);
    }
    return problems.isEmpty()
        ? new Outcome<>(complete(form), List.of())
        : new Outcome<>(null, problems.list());
  }

  /** Makes the row of a form that is valid. */
  static Service complete(ServiceForm form) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Service(
        UUID.randomUUID(),
        now,
        now,
        form.name,
        orDefault(form.retries, 5),
        form.protocol == null ? "http" : form.protocol,
        Objects.requireNonNull(form.host),
        orDefault(form.port, 80),
        form.path,
        orDefault(form.connectTimeout, 60000),
        orDefault(form.writeTimeout, 60000),
        orDefault(form.readTimeout, 60000),
        set(form.tags),
        id(form.clientCertificate),
        form.tlsVerify,
        form.tlsVerifyDepth,
        form.caCertificates == null
            ? null
            : form.caCertificates.stream().map(UUID::fromString).toList(),
        form.enabled == null || form.enabled);
  }

  static boolean hasNoPath(String protocol) {
    return switch (protocol) {
      case "tcp", "tls", "udp", "grpc", "grpcs" -> true;
      default -> false;
    };
  }

  static boolean hasNoTls(String protocol) {
    return !protocol.equals("https") && !protocol.equals("tls");
  }

  static void reference(Problems problems, String path, Reference reference) {
    if (reference.id == null || !TextForm.UUID.accepts(reference.id)) {
      problems.add(path + ".id", "expected a valid UUID");
    }
  }

  static @Nullable UUID id(@Nullable Reference reference) {
    return reference == null || reference.id == null ? null : UUID.fromString(reference.id);
  }

  static int orDefault(@Nullable Integer value, int standard) {
    return value == null ? standard : value;
  }

  static @Nullable Set<String> set(@Nullable List<String> texts) {
    return texts == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(texts));
  }
}
