/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.List;
import java.util.UUID;

/** The reads that each contender answers from the same table. Safe for use by many threads. */
interface ConsumerReads extends AutoCloseable {
  /** Rows on a page. */
  int PAGE = 100;

  /** Returns the consumer with the id. */
  Object byId(UUID id);

  /** Returns the consumer with the name. */
  Object byUsername(String username);

  /** Returns the first {@link #PAGE} consumers by id. */
  List<?> page();

  @Override
  void close();
}
