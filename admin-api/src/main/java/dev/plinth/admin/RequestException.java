/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

/** A request that is answered at once with a status and a message. */
final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static RequestException notFound() {
    return new RequestException(404, "Not found");
  }

  AdminResponse toResponse() {
    return AdminResponse.message(status, String.valueOf(getMessage()));
  }
}
