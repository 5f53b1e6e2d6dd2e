/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.WriteOptions;
import dev.plinth.dao.spi.Failures;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import java.time.Duration;

/** What a request wants written: the values, and the options among them. */
record WriteRequest(Values values, WriteOptions options) {
  static WriteRequest of(AdminRequest request, EntityType type, BodyReader bodies) {
    Values values = bodies.read(request, type);
    WriteOptions options = WriteOptions.none();
    if (type.schema().hasTtl() && values.mentions("ttl")) {
      Object ttl = values.get("ttl");
      options = ttl == null ? options : WriteOptions.ttl(seconds(ttl));
      values = values.without("ttl");
    }
    String match = request.header("if-match").orElse("*");
    return new WriteRequest(
        values,
        match.equals("*") ? options : options.and(WriteOptions.ifMatch(match.replace("\"", ""))));
  }

  private static Duration seconds(Object ttl) {
    if (ttl instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) < 1e15) {
      return Duration.ofSeconds(number.longValue());
    }
    throw Failures.invalidOption("ttl", "must be an integer between 0 and 100000000");
  }
}
