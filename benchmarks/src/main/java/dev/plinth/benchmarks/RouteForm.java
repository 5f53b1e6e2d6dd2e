/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.engine.HibernateValidatorEnhancedBean;
import org.jspecify.annotations.Nullable;

/** The fields of a route as they were sent, as {@link ServiceForm} has those of a service. */
@RouteRules
final class RouteForm implements HibernateValidatorEnhancedBean {
  @InForm(TextForm.NAME)
  @Nullable String name;

  @Size(min = 1)
  @Nullable List<@NotNull @InForm(TextForm.PROTOCOL) String> protocols;

  @Nullable Integer httpsRedirectStatusCode;
  @Nullable Boolean stripPath;
  @Nullable Boolean preserveHost;
  @Nullable Boolean requestBuffering;
  @Nullable Boolean responseBuffering;

  @Nullable List<@NotNull @InForm(TextForm.TAG) String> tags;
  @Valid @Nullable Reference service;
  @Nullable List<@NotNull @InForm(TextForm.SNI) String> snis;
  @Nullable List<@NotNull @Valid Address> sources;
  @Nullable List<@NotNull @Valid Address> destinations;
  @Nullable List<@NotNull @InForm(TextForm.METHOD) String> methods;
  @Nullable List<@NotNull @InForm(TextForm.ROUTE_HOST) String> hosts;
  @Nullable List<@NotNull @InForm(TextForm.ROUTER_PATH) String> paths;

  @Nullable
      Map<
          @NotNull @InForm(TextForm.HEADER_NAME) String,
          @NotNull List<@NotNull @Size(min = 1) String>>
      headers;

  @Nullable Integer regexPriority;
  @Nullable String pathHandling;

  @Override
  public @Nullable Object $$_hibernateValidator_getFieldValue(String field) {
    return switch (field) {
      case "name" -> name;
      case "protocols" -> protocols;
      case "httpsRedirectStatusCode" -> httpsRedirectStatusCode;
      case "stripPath" -> stripPath;
      case "preserveHost" -> preserveHost;
      case "requestBuffering" -> requestBuffering;
      case "responseBuffering" -> responseBuffering;
      case "tags" -> tags;
      case "service" -> service;
      case "snis" -> snis;
      case "sources" -> sources;
      case "destinations" -> destinations;
      case "methods" -> methods;
      case "hosts" -> hosts;
      case "paths" -> paths;
      case "headers" -> headers;
      case "regexPriority" -> regexPriority;
      case "pathHandling" -> pathHandling;
      default -> throw new IllegalArgumentException(field);
    };
  }

  @Override
  public Object $$_hibernateValidator_getGetterValue(String getter) {
    throw new IllegalArgumentException(getter);
  }
}
