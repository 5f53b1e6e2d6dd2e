/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/** What happens to a row when the row it refers to is deleted. Closed to match. */
public enum OnDelete {
  /** The delete is refused while the row exists. The default. */
  RESTRICT,
  /** The row is deleted too. */
  CASCADE,
  /** The reference becomes null. */
  NULL
}
