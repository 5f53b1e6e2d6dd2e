/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of one entity that has been written. Immutable. */
public final class Change {
  private final Kind kind;
  private final Key key;
  private final @Nullable Entity before;
  private final @Nullable Entity after;
  private final boolean local;

  Change(Kind kind, @Nullable Entity before, @Nullable Entity after, boolean local) {
    this.kind = kind;
    this.before = before;
    this.after = after;
    this.key = entity().key();
    this.local = local;
  }

  /** Returns what happened. */
  public Kind kind() {
    return kind;
  }

  /** Returns the name of the entity's schema. */
  public String schema() {
    return entity().type().name();
  }

  /** Returns the entity's primary key. */
  public Key key() {
    return key;
  }

  /** Returns the entity as it was; empty when it was not there. */
  public Optional<Entity> before() {
    return Optional.ofNullable(before);
  }

  /** Returns the entity as it is; empty when it was deleted. */
  public Optional<Entity> after() {
    return Optional.ofNullable(after);
  }

  /** Says whether the change was made through this very {@link Db}. */
  public boolean isLocal() {
    return local;
  }

  private Entity entity() {
    return Objects.requireNonNull(after == null ? before : after, "entity");
  }

  /** What happened. Closed to match. */
  public enum Kind {
    /** The entity was made. */
    CREATED,
    /** The entity was changed. */
    UPDATED,
    /** The entity was deleted. */
    DELETED
  }
}
