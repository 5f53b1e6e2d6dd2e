/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

/**
 * The numbers a store can cope with. Immutable: each {@code with} returns a copy; may gain
 * accessors.
 */
public final class Limits {
  private static final Limits DEFAULTS = new Limits(50_000, 1_000);

  private final int pageSize;
  private final int batchSize;

  private Limits(int pageSize, int batchSize) {
    this.pageSize = pageSize;
    this.batchSize = batchSize;
  }

  /** Returns pages of 50,000 rows and batches of 1,000 at most. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** Sets the greatest number of rows of a page. */
  public Limits withPageSize(int rows) {
    return new Limits(rows, batchSize);
  }

  /** Sets the greatest number of rows written or selected by key in one call. */
  public Limits withBatchSize(int rows) {
    return new Limits(pageSize, rows);
  }

  /** Returns the greatest number of rows of a page. */
  public int pageSize() {
    return pageSize;
  }

  /** Returns the greatest number of rows written or selected by key in one call. */
  public int batchSize() {
    return batchSize;
  }
}
