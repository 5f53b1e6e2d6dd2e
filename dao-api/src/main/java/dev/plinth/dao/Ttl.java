/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.dao.spi.Failures;
import dev.plinth.dao.spi.Table;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time to live that a caller asks for. */
final class Ttl {
  private static final long MOST_SECONDS = 100_000_000;

  private Ttl() {}

  /** Returns the time to live, checked; null when there is none, be it that zero was asked for. */
  static @Nullable Duration checked(Table table, WriteOptions options) {
    if (options.ttl().isEmpty()) {
      return null;
    }
    if (!table.hasTtl()) {
      throw Failures.invalidOption("ttl", "cannot be used with '" + table.type().name() + "'");
    }
    Duration ttl = options.ttl().get();
    if (ttl.isNegative() || ttl.getNano() != 0 || ttl.getSeconds() > MOST_SECONDS) {
      throw Failures.invalidOption("ttl", "must be an integer between 0 and " + MOST_SECONDS);
    }
    return ttl.isZero() ? null : ttl;
  }
}
