/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rows to page through. Immutable; may gain accessors. */
public final class Scan {
  private final int size;
  private final @Nullable String position;
  private final @Nullable UUID workspace;
  private final @Nullable Index index;
  private final @Nullable Key key;
  private final Set<String> tags;
  private final boolean allTags;
  private final boolean expired;

  private Scan(
      int size,
      @Nullable String position,
      @Nullable UUID workspace,
      @Nullable Index index,
      @Nullable Key key,
      Set<String> tags,
      boolean allTags,
      boolean expired) {
    this.size = size;
    this.position = position;
    this.workspace = workspace;
    this.index = index;
    this.key = key;
    this.tags = Set.copyOf(tags);
    this.allTags = allTags;
    this.expired = expired;
  }

  /**
   * Returns a scan of all rows of the workspace, or of the table when it is null, {@code size} of
   * them at a time.
   */
  public static Scan all(int size, @Nullable UUID workspace) {
    return new Scan(size, null, workspace, null, null, Set.of(), true, false);
  }

  /** Returns the scan of the rows with this key in an index, which need not be unique. */
  public Scan where(Index index, Key key) {
    return new Scan(
        size,
        position,
        workspace,
        Objects.requireNonNull(index, "index"),
        Objects.requireNonNull(key, "key"),
        tags,
        allTags,
        expired);
  }

  /** Returns the scan of the rows with all of the tags, or with one of them. */
  public Scan tagged(Set<String> tags, boolean all) {
    return new Scan(size, position, workspace, index, key, tags, all, expired);
  }

  /**
   * Returns the scan with the rows that have expired and are still there as well; their {@link
   * dev.plinth.schema.Entity#ttl} is zero or less.
   */
  public Scan withExpired() {
    return new Scan(size, position, workspace, index, key, tags, allTags, true);
  }

  /** Returns the scan from where an earlier {@link Slice} ended. */
  public Scan from(@Nullable String position) {
    return new Scan(size, position, workspace, index, key, tags, allTags, expired);
  }

  /** Returns the number of rows of a slice, exactly, but for the last. */
  public int size() {
    return size;
  }

  /**
   * Returns where to start; null: at the start. One that the store did not make is refused by
   * {@link Failures#invalidPosition}.
   */
  public @Nullable String position() {
    return position;
  }

  /** Returns the workspace; null: all, or the table has none. */
  public @Nullable UUID workspace() {
    return workspace;
  }

  /** Returns the index to look up in; null: none. */
  public @Nullable Index index() {
    return index;
  }

  /** Returns the key to look up; null exactly when there is no {@link #index}. */
  public @Nullable Key key() {
    return key;
  }

  /** Returns the tags; empty: any. */
  public Set<String> tags() {
    return tags;
  }

  /** Says whether a row must have all of the tags, not just one. */
  public boolean isAllTags() {
    return allTags;
  }

  /** Says whether rows that have expired come as well. */
  public boolean isWithExpired() {
    return expired;
  }
}
