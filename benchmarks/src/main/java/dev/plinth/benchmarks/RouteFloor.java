/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The insert of a route as one would write it by hand. */
final class RouteFloor {
  static final String WHOLE = "@entity";
  private static final List<String> DEFAULT_PROTOCOLS = List.of("http", "https");

  private RouteFloor() {}

  /** An address of a stream route, complete. */
  record Endpoint(@Nullable String ip, @Nullable Integer port) {}

  /** A route, complete. */
  record Route(
      UUID id,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String name,
      Set<String> protocols,
      int httpsRedirectStatusCode,
      boolean stripPath,
      boolean preserveHost,
      boolean requestBuffering,
      boolean responseBuffering,
      @Nullable Set<String> tags,
      @Nullable UUID service,
      @Nullable Set<String> snis,
      @Nullable Set<Endpoint> sources,
      @Nullable Set<Endpoint> destinations,
      @Nullable Set<String> methods,
      @Nullable List<String> hosts,
      @Nullable List<String> paths,
      @Nullable Map<String, List<String>> headers,
      int regexPriority,
      String pathHandling) {}

  static Outcome<Route> insert(RouteForm form) {
    List<String> protocols = form.protocols == null ? DEFAULT_PROTOCOLS : form.protocols;
    Problems problems = new Problems();
    problems.text("name", form.name, TextForm.NAME);
    problems.texts("protocols", protocols, TextForm.PROTOCOL);
    problems.texts("tags", form.tags, TextForm.TAG);
    if (form.service != null) {
      ServiceFloor.reference(problems, "service", form.service);
    }
    problems.texts("snis", form.snis, TextForm.SNI);
    addresses("sources", form.sources, problems);
    addresses("destinations", form.destinations, problems);
    problems.texts("methods", form.methods, TextForm.METHOD);
    problems.texts("hosts", form.hosts, TextForm.ROUTE_HOST);
    problems.texts("paths", form.paths, TextForm.ROUTER_PATH);
    headers(form.headers, problems);
    checkTogether(form, problems);
    if (!problems.isEmpty()) {
      return new Outcome<>(null, problems.list());
    }
    return new Outcome<>(complete(form), List.of());
  }

  /** Makes the row of a form that is valid. */
  static Route complete(RouteForm form) {
    List<String> protocols = form.protocols == null ? DEFAULT_PROTOCOLS : form.protocols;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    boolean grpc = protocols.get(0).startsWith("grpc");
    return new Route(
        UUID.randomUUID(),
        now,
        now,
        form.name,
        Collections.unmodifiableSet(new LinkedHashSet<>(protocols)),
        ServiceFloor.orDefault(form.httpsRedirectStatusCode, 426),
        form.stripPath == null ? !grpc : form.stripPath,
        form.preserveHost != null && form.preserveHost,
        form.requestBuffering == null || form.requestBuffering,
        form.responseBuffering == null || form.responseBuffering,
        ServiceFloor.set(form.tags),
        ServiceFloor.id(form.service),
        ServiceFloor.set(form.snis),
        endpoints(form.sources),
        endpoints(form.destinations),
        ServiceFloor.set(form.methods),
        form.hosts == null ? null : List.copyOf(form.hosts),
        form.paths == null ? null : List.copyOf(form.paths),
        headers(form.headers),
        ServiceFloor.orDefault(form.regexPriority, 0),
        form.pathHandling == null ? "v0" : form.pathHandling);
  }

  /** Checks what Jakarta Validation has no constraint of its own for. */
  static void checkTogether(RouteForm form, Problems problems) {
    int status = ServiceFloor.orDefault(form.httpsRedirectStatusCode, 426);
    if (status != 426 && status != 301 && status != 302 && status != 307 && status != 308) {
      problems.add("https_redirect_status_code", "expected one of: 426, 301, 302, 307, 308");
    }
    if (form.pathHandling != null
        && !form.pathHandling.equals("v0")
        && !form.pathHandling.equals("v1")) {
      problems.add("path_handling", "expected one of: v0, v1");
    }
    List<String> protocols = form.protocols == null ? DEFAULT_PROTOCOLS : form.protocols;
    if (protocols.isEmpty()) {
      problems.add("protocols", "length must be at least 1");
      return;
    }
    int family = family(protocols.get(0));
    boolean secure = false;
    for (String protocol : protocols) {
      if (family(protocol) != family) {
        problems.add("protocols", "these sets are mutually exclusive");
      }
      secure |= isSecure(protocol);
    }
    if (!secure && form.snis != null && !form.snis.isEmpty()) {
      problems.add("snis", "can only be set when 'protocols' is secure");
    }
    boolean snis = secure && isSet(form.snis);
    if (family == HTTP || family == GRPC) {
      problems.mustBeNull("sources", form.sources);
      problems.mustBeNull("destinations", form.destinations);
      if (family == GRPC) {
        problems.mustBeNull("methods", form.methods);
        if (Boolean.TRUE.equals(form.stripPath)) {
          problems.add("strip_path", "cannot be set when 'protocols' is 'grpc' or 'grpcs'");
        }
      }
      boolean methods = family == HTTP && isSet(form.methods);
      boolean headers = form.headers != null && !form.headers.isEmpty();
      if (!methods && !isSet(form.hosts) && !headers && !isSet(form.paths) && !snis) {
        problems.add(WHOLE, "must set one of the matching fields");
      }
    } else {
      problems.mustBeNull("methods", form.methods);
      problems.mustBeNull("hosts", form.hosts);
      problems.mustBeNull("paths", form.paths);
      problems.mustBeNull("headers", form.headers);
      boolean addresses = family == STREAM && (isSet(form.sources) || isSet(form.destinations));
      if (!addresses && !isSet(form.snis)) {
        problems.add(WHOLE, "must set one of the matching fields");
      }
    }
  }

  private static final int HTTP = 1;
  private static final int STREAM = 2;
  private static final int PASSTHROUGH = 3;
  private static final int GRPC = 4;

  private static int family(String protocol) {
    return switch (protocol) {
      case "http", "https" -> HTTP;
      case "tcp", "tls", "udp" -> STREAM;
      case "tls_passthrough" -> PASSTHROUGH;
      case "grpc", "grpcs" -> GRPC;
      default -> 0;
    };
  }

  private static boolean isSecure(String protocol) {
    return switch (protocol) {
      case "grpcs", "https", "tls", "tls_passthrough" -> true;
      default -> false;
    };
  }

  private static boolean isSet(@Nullable Collection<?> values) {
    return values != null && !values.isEmpty();
  }

  private static void addresses(String path, @Nullable List<Address> list, Problems problems) {
    if (list != null) {
      for (int i = 0; i < list.size(); i++) {
        Address address = list.get(i);
        boolean wrong =
            (address.ip == null && address.port == null)
                || (address.ip != null && !TextForm.IP_OR_CIDR.accepts(address.ip))
                || (address.port != null && (address.port < 0 || address.port > 65535));
        if (wrong) {
          problems.add(path + "." + (i + 1), "invalid address");
        }
      }
    }
  }

  private static void headers(@Nullable Map<String, List<String>> headers, Problems problems) {
    if (headers != null) {
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        if (!TextForm.HEADER_NAME.accepts(header.getKey())) {
          problems.add("headers", "bad header name '" + header.getKey() + "'");
        }
        for (String value : header.getValue()) {
          if (value.isEmpty()) {
            problems.add("headers", "length must be at least 1");
          }
        }
      }
    }
  }

  private static @Nullable Set<Endpoint> endpoints(@Nullable List<Address> list) {
    if (list == null) {
      return null;
    }
    Set<Endpoint> endpoints = new LinkedHashSet<>();
    for (Address address : list) {
      endpoints.add(new Endpoint(address.ip, address.port));
    }
    return Collections.unmodifiableSet(endpoints);
  }

  private static @Nullable Map<String, List<String>> headers(
      @Nullable Map<String, List<String>> sent) {
    if (sent == null) {
      return null;
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    sent.forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
    return Collections.unmodifiableMap(headers);
  }
}
