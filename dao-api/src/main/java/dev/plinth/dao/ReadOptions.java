/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

/** How to read. Immutable: each call returns a copy. */
public final class ReadOptions {
  private static final ReadOptions NONE = new ReadOptions(false, false);

  private final boolean fresh;
  private final boolean untransformed;

  private ReadOptions(boolean fresh, boolean untransformed) {
    this.fresh = fresh;
    this.untransformed = untransformed;
  }

  /** Returns no options. */
  public static ReadOptions none() {
    return NONE;
  }

  /** Reads from the store what every acknowledged write has put there, past caches and replicas. */
  public ReadOptions fresh() {
    return new ReadOptions(true, untransformed);
  }

  /** Leaves the schema's transformations of reading out. */
  public ReadOptions untransformed() {
    return new ReadOptions(fresh, true);
  }

  /** Says whether caches and replicas are passed by. */
  public boolean isFresh() {
    return fresh;
  }

  /** Says whether transformations are left out. */
  public boolean isUntransformed() {
    return untransformed;
  }
}
