/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plinth.admin.AdminApi;
import dev.plinth.dao.Db;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.schema.Fields;
import dev.plinth.schema.Schema;
import dev.plinth.schema.Typedefs;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private final Db db =
      Db.on(MemoryStrategy.create())
          .schemas(
              Schema.named("owners")
                  .primaryKey("id")
                  .endpointKey("name")
                  .field("id", Typedefs.id())
                  .field("name", Fields.string().unique().required())
                  .build())
          .open();
  private final AdminApi api = AdminApi.of(db).build();
  private final AdminServer server =
      AdminServer.start(api, AdminServerConfig.defaults().withPort(0).withMaxBodyBytes(1_000));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    server.close();
    db.close();
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/owners"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void request_overHttp_isAnswered() throws Exception {
    assertThat(server.uri().getHost()).as("loopback, unless told otherwise").isEqualTo("127.0.0.1");
    HttpResponse<String> made = post("{\"name\":\"b/b é\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(made.headers().firstValue("Server")).as("says not what it is").isEmpty();
    assertThat(get("/owners/b%2Fb%20%C3%A9").body()).isEqualTo(made.body());
  }

  @Test
  void body_tooLarge_isRefusedAndNothingIsWritten() throws Exception {
    HttpResponse<String> response = post("{\"name\":\"" + "x".repeat(2_000) + "\"}");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"The body has more than 1000 bytes\"}");
    assertThat(get("/owners").body()).contains("\"data\":[]");
  }

  @Test
  void noHttp_isAnsweredInJsonAsWell() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
    }
  }

  @Test
  void start_portInUse_saysWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  AdminServer.start(
                      api, AdminServerConfig.defaults().withPort(taken.getLocalPort())))
          .withMessage(
              "cannot listen on port "
                  + taken.getLocalPort()
                  + " of 127.0.0.1: stop what listens there, or choose another with --port");
    }
  }
}
