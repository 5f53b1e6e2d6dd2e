/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Offset;
import dev.plinth.schema.Entity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer, independent of the server it goes out through. Immutable. */
public final class AdminResponse {
  private static final String JSON = "application/json; charset=utf-8";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private AdminResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns an answer without a body. */
  public static AdminResponse empty(int status) {
    return new AdminResponse(status, Map.of(), new byte[0]);
  }

  /** Returns an answer with a JSON text for its body. */
  public static AdminResponse json(int status, String json) {
    return json(status, json.getBytes(StandardCharsets.UTF_8));
  }

  private static AdminResponse json(int status, byte[] body) {
    return new AdminResponse(status, Map.of("Content-Type", JSON), body);
  }

  /** Returns an answer with one message, as {@code {"message": "Not found"}}. */
  public static AdminResponse message(int status, String message) {
    return tree(status, Map.of("message", message));
  }

  static AdminResponse tree(int status, Map<String, ?> tree) {
    return json(status, AdminJson.write(tree));
  }

  /** Returns an answer with an entity, and its entity tag. */
  public static AdminResponse entity(int status, Entity entity) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    entity.writeJson(out);
    return json(status, out.toByteArray()).header("ETag", '"' + entity.etag() + '"');
  }

  /**
   * Returns an answer with a page of entities: {@code data}, {@code next}, and {@code offset} when
   * there is a next page at the path given.
   */
  public static AdminResponse collection(int status, List<Entity> entities, @Nullable String next) {
    return collection(status, entities, next, null);
  }

  static AdminResponse collection(
      int status, List<Entity> entities, @Nullable String next, @Nullable Offset offset) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 * (entities.size() + 1));
    out.writeBytes("{\"data\":[".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < entities.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      entities.get(i).writeJson(out);
    }
    String rest =
        "],\"next\":"
            + AdminJson.write(next)
            + (offset == null ? "}" : ",\"offset\":" + AdminJson.write(offset.toString()) + "}");
    out.writeBytes(rest.getBytes(StandardCharsets.UTF_8));
    return json(status, out.toByteArray());
  }

  /** Returns the answer with a header added or replaced. */
  public AdminResponse header(String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(headers);
    next.put(name, value);
    return new AdminResponse(status, Collections.unmodifiableMap(next), body);
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the headers. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the body; empty when there is none. */
  public byte[] body() {
    return body.clone();
  }

  AdminResponse withoutBody() {
    return new AdminResponse(status, headers, new byte[0]);
  }
}
