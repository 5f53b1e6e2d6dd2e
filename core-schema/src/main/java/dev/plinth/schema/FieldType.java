/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/**
 * The kind of a {@link Field}. Closed to match: no constant is added before a major version, so a
 * switch expression over it needs no {@code default}.
 */
public enum FieldType {
  /** Text; {@link String} in Java. */
  STRING,
  /** A UUID; {@link java.util.UUID} in Java, its 36 characters on the wire. */
  UUID,
  /** A 64-bit integer; {@link Long} in Java. */
  INTEGER,
  /** An IEEE 754 double; {@link Double} in Java. */
  NUMBER,
  /** {@link Boolean} in Java. */
  BOOLEAN,
  /** A moment; {@link java.time.Instant} in Java, seconds since the epoch on the wire. */
  TIMESTAMP,
  /** An ordered list; {@link java.util.List} in Java. */
  LIST,
  /** A list without duplicates that keeps its order; {@link java.util.Set} in Java. */
  SET,
  /** Keys to values; {@link java.util.Map} in Java. */
  MAP,
  /** Named fields; {@link Struct} in Java. */
  RECORD,
  /** A reference to one entity; {@link Key} in Java. */
  FOREIGN,
  /** Any JSON value. */
  JSON
}
