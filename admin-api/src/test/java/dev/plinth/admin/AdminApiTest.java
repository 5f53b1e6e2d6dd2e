/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Db;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.schema.Fields;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final Db db =
      Db.on(MemoryStrategy.create())
          .schemas(
              Schema.named("owners")
                  .primaryKey("id")
                  .endpointKey("name")
                  .field("id", Typedefs.id())
                  .field("name", Fields.string().unique().required())
                  .field("count", Fields.integer())
                  .build())
          .open();
  private final AdminApi api =
      AdminApi.of(db)
          .on(
              Method.GET,
              "/owners/:owners/shout",
              (request, next) ->
                  AdminResponse.message(200, request.variable("owners").orElse("") + "!"))
          .build();

  @AfterEach
  void close() {
    db.close();
  }

  private AdminResponse call(
      String method, String target, Map<String, String> headers, String body) {
    return api.handle(
        AdminRequest.of(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  private AdminResponse call(String method, String target) {
    return call(method, target, Map.of(), "");
  }

  private static String text(AdminResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /nowhere            |                  |     | 404 | Not found",
        "PUT    | /owners             | application/json | {}  | 405 | Method not allowed",
        "BREW   | /owners             |                  |     | 405 | Method not allowed",
        "POST   | /owners             | application/json | {   | 400 | Cannot parse JSON body",
        "POST   | /owners             | text/csv         | a   | 415 | ",
        "POST   | /owners             | application/json | {}  | 400 | required field missing",
        "GET    | /owners/nobody      |                  |     | 404 | Not found",
        "GET    | /owners?offset=x    |                  |     | 400 | offset",
        "GET    | /owners?size=0      |                  |     | 400 | size",
        "GET    | /owners/bob/shout   |                  |     | 200 | bob!",
        "GET    | /owners/b%2Fb/shout |                  |     | 200 | b/b!",
        "DELETE | /owners/nobody      |                  |     | 204 | "
      })
  void handle_request_answers(
      String method, String target, String type, String body, int status, String words) {
    AdminResponse response =
        call(
            method,
            target,
            type == null ? Map.of() : Map.of("Content-Type", type),
            body == null ? "" : body);
    assertThat(response.status()).as(text(response)).isEqualTo(status);
    assertThat(text(response)).contains(words == null ? "" : words);
  }

  @Test
  void handle_tooDeepJson_isRefusedAsBadInput() {
    AdminResponse response =
        call("POST", "/owners", JSON, "{\"name\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
    assertThat(response.status()).as(text(response)).isEqualTo(400);
  }

  @Test
  void entity_withItsTag_isReadAndWrittenConditionally() {
    AdminResponse made = call("POST", "/owners", JSON, "{\"name\":\"bob\"}");
    assertThat(made.status()).isEqualTo(201);
    String etag = Objects.requireNonNull(made.headers().get("ETag"));
    assertThat(call("GET", "/owners/bob", Map.of("If-None-Match", etag), "").status())
        .isEqualTo(304);
    AdminResponse changed =
        call(
            "PATCH",
            "/owners/bob",
            Map.of("Content-Type", "application/json", "If-Match", etag),
            "{\"count\":1}");
    assertThat(changed.status()).as(text(changed)).isEqualTo(200);
    assertThat(
            call(
                    "PATCH",
                    "/owners/bob",
                    Map.of("Content-Type", "application/json", "If-Match", etag),
                    "{\"count\":2}")
                .status())
        .isEqualTo(412);
    assertThat(text(call("GET", "/owners/bob"))).contains("\"count\":1");
  }

  @Test
  void head_anything_isGetWithoutItsBody() {
    call("POST", "/owners", JSON, "{\"name\":\"bob\"}");
    AdminResponse response = call("HEAD", "/owners/bob");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void form_texts_becomeWhatTheFieldsAre() {
    AdminResponse made =
        call(
            "POST",
            "/owners",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "name=b%20b&count=7");
    assertThat(made.status()).as(text(made)).isEqualTo(201);
    assertThat(text(made)).contains("\"name\":\"b b\",\"count\":7");
  }
}
