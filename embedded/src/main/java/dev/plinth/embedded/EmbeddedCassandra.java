/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.embedded;

/** A real Cassandra for development and tests. */
public final class EmbeddedCassandra {
  private EmbeddedCassandra() {}
}
