/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.UUID;

/**
 * The writes that the floor does in SQL as Plinth does: what comes back is the row as it is stored,
 * what is replaced or removed has been read before. Safe for use by many threads.
 */
interface ConsumerWrites extends ConsumerReads {
  /** Makes a consumer. */
  Object insert(UUID id, String username);

  /** Changes the custom id. */
  Object update(UUID id, String customId);

  /** Makes the consumer or replaces it whole. */
  Object upsert(UUID id, String username, String customId);

  /** Removes the consumer with all that refers to it. */
  boolean delete(UUID id);
}
