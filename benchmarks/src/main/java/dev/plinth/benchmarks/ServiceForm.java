/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.hibernate.validator.engine.HibernateValidatorEnhancedBean;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a service as they were sent, null where they were not: what the floor and Hibernate
 * Validator start from. The latter reads the fields through a switch, its way without reflection.
 */
@ServiceRules
final class ServiceForm implements HibernateValidatorEnhancedBean {
  @InForm(TextForm.NAME)
  @Nullable String name;

  @Min(0)
  @Max(32767)
  @Nullable Integer retries;

  @InForm(TextForm.PROTOCOL)
  @Nullable String protocol;

  @NotNull
  @SuppressWarnings("MultipleNullnessAnnotations") // null until it has been validated
  @InForm(TextForm.HOST)
  @Nullable String host;

  @Min(0)
  @Max(65535)
  @Nullable Integer port;

  @InForm(TextForm.PATH)
  @Nullable String path;

  @Min(1)
  @Max(2147483646)
  @Nullable Integer connectTimeout;

  @Min(1)
  @Max(2147483646)
  @Nullable Integer writeTimeout;

  @Min(1)
  @Max(2147483646)
  @Nullable Integer readTimeout;

  @Nullable List<@NotNull @InForm(TextForm.TAG) String> tags;

  @Valid @Nullable Reference clientCertificate;
  @Nullable Boolean tlsVerify;

  @Min(0)
  @Max(64)
  @Nullable Integer tlsVerifyDepth;

  @Nullable List<@NotNull @InForm(TextForm.UUID) String> caCertificates;

  @Nullable Boolean enabled;

  @Override
  public @Nullable Object $$_hibernateValidator_getFieldValue(String field) {
    return switch (field) {
      case "name" -> name;
      case "retries" -> retries;
      case "protocol" -> protocol;
      case "host" -> host;
      case "port" -> port;
      case "path" -> path;
      case "connectTimeout" -> connectTimeout;
      case "writeTimeout" -> writeTimeout;
      case "readTimeout" -> readTimeout;
      case "tags" -> tags;
      case "clientCertificate" -> clientCertificate;
      case "tlsVerify" -> tlsVerify;
      case "tlsVerifyDepth" -> tlsVerifyDepth;
      case "caCertificates" -> caCertificates;
      case "enabled" -> enabled;
      default -> throw new IllegalArgumentException(field);
    };
  }

  @Override
  public Object $$_hibernateValidator_getGetterValue(String getter) {
    throw new IllegalArgumentException(getter);
  }
}
