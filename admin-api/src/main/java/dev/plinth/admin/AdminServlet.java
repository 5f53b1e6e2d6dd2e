/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The Admin API as a servlet, for applications that have a container. Bodies beyond the limit are
 * answered 413.
 */
public final class AdminServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient AdminApi api;
  private final int maxBodyBytes;

  /** Makes the servlet of an API, for bodies of so many bytes at most. */
  public AdminServlet(AdminApi api, int maxBodyBytes) {
    this.api = Objects.requireNonNull(api, "api");
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(maxBodyBytes + 1);
    AdminResponse answer =
        body.length > maxBodyBytes
            ? AdminResponse.message(413, "The body has more than " + maxBodyBytes + " bytes")
            : api.handle(translate(request, body));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getOutputStream().write(answer.body());
  }

  private static AdminRequest translate(HttpServletRequest request, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    String path =
        request
            .getRequestURI()
            .substring(request.getContextPath().length() + request.getServletPath().length());
    String query = request.getQueryString();
    return AdminRequest.of(
        request.getMethod(),
        (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query),
        headers,
        body);
  }
}
