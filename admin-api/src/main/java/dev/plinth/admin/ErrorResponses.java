/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong in a DAO. What the store failed of is logged and not told. */
final class ErrorResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private ErrorResponses() {}

  static AdminResponse of(DaoException e) {
    int status =
        switch (e.family()) {
          case INVALID, SCHEMA_VIOLATION, DANGLING, REFERENCED -> 400;
          case DUPLICATE -> e.code() == ErrorCode.PRIMARY_KEY_VIOLATION ? 400 : 409;
          case NOT_FOUND -> 404;
          case CHANGED -> 412;
          case VETOED -> 403;
          case UNSUPPORTED -> 405;
          case FAULT -> 500;
        };
    return status == 500 ? unexpected(e) : AdminResponse.tree(status, body(e));
  }

  static AdminResponse unexpected(Throwable e) {
    LOG.error("a request failed", e);
    return AdminResponse.message(500, "An unexpected error occurred");
  }

  private static Map<String, Object> body(DaoException e) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", e.code().number());
    body.put("name", e.title());
    body.put("message", e.message());
    if (e.code() == ErrorCode.INVALID_OPTIONS) {
      body.put("options", e.fields());
    } else if (!e.fields().isEmpty()) {
      body.put("fields", e.fields());
    }
    return body;
  }
}
