/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How to write. Immutable: each call returns a copy. */
public final class WriteOptions {
  private static final WriteOptions NONE = new WriteOptions(null, null, false);

  private final @Nullable Duration ttl;
  private final @Nullable String ifMatch;
  private final boolean silent;

  private WriteOptions(@Nullable Duration ttl, @Nullable String ifMatch, boolean silent) {
    this.ttl = ttl;
    this.ifMatch = ifMatch;
    this.silent = silent;
  }

  /** Returns no options. */
  public static WriteOptions none() {
    return NONE;
  }

  /**
   * Lets the row expire after whole seconds, 0 to 100,000,000; zero: never. For schemas with ttl
   * only.
   */
  public static WriteOptions ttl(Duration ttl) {
    return NONE.and(new WriteOptions(Objects.requireNonNull(ttl, "ttl"), null, false));
  }

  /**
   * Writes only when the stored entity still has this {@link dev.plinth.schema.Entity#etag}; else
   * {@link DaoException.Changed}.
   */
  public static WriteOptions ifMatch(String etag) {
    return new WriteOptions(null, Objects.requireNonNull(etag, "etag"), false);
  }

  /** Tells nobody of the change. */
  public static WriteOptions silent() {
    return new WriteOptions(null, null, true);
  }

  /** Returns both options; what both say is taken from {@code other}. */
  public WriteOptions and(WriteOptions other) {
    return new WriteOptions(
        other.ttl == null ? ttl : other.ttl,
        other.ifMatch == null ? ifMatch : other.ifMatch,
        silent || other.silent);
  }

  /** Returns the time to live asked for. */
  public Optional<Duration> ttl() {
    return Optional.ofNullable(ttl);
  }

  /** Returns the etag the stored entity must have. */
  public Optional<String> ifMatch() {
    return Optional.ofNullable(ifMatch);
  }

  /** Says whether nobody is told. */
  public boolean isSilent() {
    return silent;
  }
}
