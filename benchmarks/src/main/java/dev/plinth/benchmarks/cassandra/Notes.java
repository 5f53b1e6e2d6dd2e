/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks.cassandra;

import java.util.UUID;

/** Notes by one contender. */
interface Notes extends AutoCloseable {
  /** Returns the note with an id, which is there. */
  Object select(UUID id);

  /** Adds a note on the condition that there is none with its id, which is so. */
  Object insert(UUID id);

  @Override
  void close();
}
