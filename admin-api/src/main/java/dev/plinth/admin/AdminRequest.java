/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request, independent of the server it came through. Immutable. */
public final class AdminRequest {
  private final String method;
  private final String path;
  private final List<Map.Entry<String, @Nullable String>> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Map<String, String> variables;

  private AdminRequest(
      String method,
      String path,
      List<Map.Entry<String, @Nullable String>> query,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> variables) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.variables = variables;
  }

  /**
   * Returns a request.
   *
   * @param target path and query as they were sent, escapes and all
   * @param headers names in any case to values
   */
  public static AdminRequest of(
      String method, String target, Map<String, String> headers, byte[] body) {
    int mark = target.indexOf('?');
    Map<String, String> lower = new LinkedHashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value.strip()));
    return new AdminRequest(
        Objects.requireNonNull(method, "method"),
        mark < 0 ? target : target.substring(0, mark),
        UrlEncoded.split(mark < 0 ? "" : target.substring(mark + 1)),
        lower,
        body.clone(),
        Map.of());
  }

  AdminRequest with(Map<String, String> bound) {
    return new AdminRequest(method, path, query, headers, body, bound);
  }

  /** Returns the method, as sent. */
  public String method() {
    return method;
  }

  /** Returns the path, as sent. */
  public String path() {
    return path;
  }

  /** Returns the first value of a query argument, decoded; empty text when it has none. */
  public Optional<String> query(String name) {
    return query.stream()
        .filter(argument -> argument.getKey().equals(name))
        .findFirst()
        .map(argument -> Objects.requireNonNullElse(argument.getValue(), ""));
  }

  /** Returns the number of query arguments. */
  int queryCount() {
    return query.size();
  }

  /** Returns a header; names are compared without regard to case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns the value of a variable in the endpoint's path, decoded once; its name without the
   * colon.
   */
  public Optional<String> variable(String name) {
    return rawVariable(name).map(UrlEncoded::decodePath);
  }

  Optional<String> rawVariable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Returns the body as sent. */
  public byte[] body() {
    return body.clone();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  boolean hasBody() {
    return body.length > 0;
  }

  List<Map.Entry<String, @Nullable String>> arguments() {
    return new ArrayList<>(query);
  }
}
