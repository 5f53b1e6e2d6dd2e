/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

/** Is told of each step of a protocol; throws an error where a writer shall die. For tests. */
@FunctionalInterface
interface CassandraSteps {
  /** Goes on. */
  CassandraSteps NONE = step -> {};

  void reached(CassandraStep step);
}
