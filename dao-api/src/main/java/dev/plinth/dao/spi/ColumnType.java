/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * The type of a column, with the Java type of its values. Values are exact: 64-bit integers, all
 * bits of a double, the order of a list, any Unicode. Closed to match.
 */
public enum ColumnType {
  /** {@link String}. */
  TEXT,
  /** {@link java.util.UUID}. */
  UUID,
  /** {@link Long}. */
  INT64,
  /** {@link Double}. */
  FLOAT64,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link java.time.Instant}, cut to the millisecond or second before it is written. */
  INSTANT,
  /** {@link String}: JSON text, to come back equal as JSON. */
  JSON,
  /** {@link java.util.List} of {@link String}. */
  TEXT_LIST,
  /** {@link java.util.List} of {@link java.util.UUID}. */
  UUID_LIST,
  /** {@link java.util.List} of {@link Long}. */
  INT64_LIST,
  /** {@link java.util.List} of {@link Double}. */
  FLOAT64_LIST,
  /** {@link java.util.List} of {@link Boolean}. */
  BOOLEAN_LIST,
  /** {@link java.util.List} of {@link java.time.Instant}. */
  INSTANT_LIST
}
