/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import dev.plinth.admin.AdminApi;
import dev.plinth.admin.AdminRequest;
import dev.plinth.admin.AdminResponse;
import dev.plinth.dao.Db;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: requests in order, with what earlier answers gave, and the comparison of the
 * answers.
 */
final class Transcript {
  private static final Set<String> COLLECTIONS =
      Set.of("services", "routes", "consumers", "key-auths");
  private static final Set<String> NESTED =
      Set.of("routes", "key-auth", "service", "consumer", "client_certificate");

  private final AdminApi api;
  private final Db db;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /** The outcome of a step: what was lacking to run it, or how the answer differs. */
  record Outcome(String id, @Nullable String notRun, @Nullable String difference) {}

  Transcript(AdminApi api, Db db) {
    this.api = api;
    this.db = db;
  }

  Outcome replay(String line) {
    Values step = Values.parseJson(line);
    String id = String.valueOf(step.get("id"));
    Map<?, ?> request = map(step.get("request"));
    Map<?, ?> template = step.get("request_template") instanceof Map<?, ?> one ? one : Map.of();
    String path = filled(template.containsKey("path") ? template.get("path") : request.get("path"));
    String lacking = lacking(path);
    if (lacking != null) {
      return new Outcome(id, lacking, null);
    }
    Object body = template.get("body") == null ? request.get("body") : template.get("body");
    Map<String, String> headers = new LinkedHashMap<>();
    map(request.get("headers"))
        .forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    byte[] bytes = body == null ? new byte[0] : filled(body).getBytes(StandardCharsets.UTF_8);
    String asked = path + " " + (body == null ? "" : filled(body));
    String before =
        step.get("response") instanceof Map<?, ?> response && isDefect(response) ? contents() : "";
    AdminResponse answer =
        api.handle(AdminRequest.of(String.valueOf(request.get("method")), path, headers, bytes));
    Object answered = tree(answer.body());
    if (step.get("save") instanceof Map<?, ?> save && answered instanceof Map<?, ?> entity) {
      save.forEach(
          (variable, field) ->
              variables.put(String.valueOf(variable), String.valueOf(entity.get(field))));
    }
    return new Outcome(id, null, difference(step, answer, answered, before, asked));
  }

  private @Nullable String difference(
      Values step, AdminResponse answer, @Nullable Object answered, String before, String asked) {
    Map<?, ?> response = map(step.get("response"));
    long wanted = ((Number) Objects.requireNonNull(response.get("status"))).longValue();
    String shown = answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    if (isDefect(response)) {
      if (answer.status() / 100 != 4) {
        return "the model fails here, and ours should refuse, not answer " + shown;
      }
      return before.equals(contents()) ? null : "refused, and yet changed something";
    }
    if (answer.status() != wanted) {
      return "status is not " + wanted + ": " + shown;
    }
    Map<?, ?> headers = map(response.get("headers"));
    for (String name : List.of("Content-Type", "Allow")) {
      Object header = headers.get(name.toLowerCase(java.util.Locale.ROOT));
      if (header != null && !isPage(headers) && !header.equals(answer.headers().get(name))) {
        return name + " is not " + header + ": " + answer.headers();
      }
    }
    if (isPage(headers)) {
      return null;
    }
    boolean shapeOnly = Boolean.TRUE.equals(step.get("unstable"));
    String difference =
        new AnswerComparison(shapeOnly, asked).difference(response.get("body"), answered, "");
    return difference == null
        ? null
        : difference + " in " + shown + " wanted " + response.get("body");
  }

  /**
   * Says whether the model's web server answered with a page of its own, which ours has no need to.
   */
  private static boolean isPage(Map<?, ?> headers) {
    return String.valueOf(headers.get("content-type")).startsWith("text/html");
  }

  private static boolean isDefect(Map<?, ?> response) {
    return response.get("status") instanceof Number status && status.intValue() == 500;
  }

  /** Returns all rows, to see whether something was changed. */
  private String contents() {
    StringBuilder all = new StringBuilder();
    for (EntityType type : db.schemas().types()) {
      for (Entity entity : db.dao(type.name()).each()) {
        all.append(entity.toJson());
      }
    }
    return all.toString();
  }

  private String filled(@Nullable Object text) {
    String filled = String.valueOf(text);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return filled;
  }

  /** Returns the part of the path that the gateway has no entity for; null when it has all. */
  private static @Nullable String lacking(String path) {
    String[] segments = path.replaceFirst("\\?.*", "").split("/", -1);
    if (segments.length < 2 || !COLLECTIONS.contains(segments[1])) {
      return "/" + (segments.length < 2 ? "" : segments[1]);
    }
    boolean nested =
        segments.length > 3
            && !segments[3].isEmpty()
            && List.of("plugins", "acls", "jwt", "basic-auth", "hmac-auth", "oauth2")
                .contains(segments[3]);
    return nested && !NESTED.contains(segments[3]) ? segments[1] + "/.../" + segments[3] : null;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static @Nullable Object tree(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.isEmpty() ? null : Values.parseJson(text).toMap();
  }
}
