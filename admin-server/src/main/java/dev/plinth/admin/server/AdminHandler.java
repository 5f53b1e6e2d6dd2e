/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin.server;

import dev.plinth.admin.AdminApi;
import dev.plinth.admin.AdminRequest;
import dev.plinth.admin.AdminResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands requests of Jetty to the Admin API. */
final class AdminHandler extends Handler.Abstract {
  private final AdminApi api;
  private final int maxBodyBytes;

  AdminHandler(AdminApi api, int maxBodyBytes) {
    this.api = api;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    AdminResponse answer = answer(request);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private AdminResponse answer(Request request) throws IOException {
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(maxBodyBytes + 1);
    }
    if (body.length > maxBodyBytes) {
      return AdminResponse.message(413, "The body has more than " + maxBodyBytes + " bytes");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(field.getName(), field.getValue());
    }
    return api.handle(
        AdminRequest.of(request.getMethod(), request.getHttpURI().getPathQuery(), headers, body));
  }
}
