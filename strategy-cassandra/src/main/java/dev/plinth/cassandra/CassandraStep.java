/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

/**
 * The places between the numbered steps of the protocols at which a writer may crash; see {@code
 * docs/protocols.md}. For tests.
 */
enum CassandraStep {
  /** A claim was taken that nobody held. */
  CLAIM_TAKEN,
  /** The row of a claim's owner was fenced. */
  OWNER_FENCED,
  /** A claim was taken over. */
  CLAIM_TAKEN_OVER,
  /** All claims are taken and all parents are there; the row is not written. */
  READY,
  /** The row is written. */
  ROW_WRITTEN,
  /** The parents were found there again after the row was written. */
  PARENTS_CONFIRMED,
  /** The write is undone, for a parent has gone. */
  UNDONE,
  /** The parent is marked as being deleted. */
  MARKED,
  /** No child was found under the mark. */
  CHILDLESS,
  /** The deletion is noted in the journal. */
  JOURNALLED,
  /** The row is deleted. */
  ROW_DELETED,
  /** The claims of values that the row no longer has are released. */
  RELEASED
}
