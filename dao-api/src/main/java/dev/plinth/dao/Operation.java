/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operation as a {@link Hook} sees it. Immutable. */
public final class Operation {
  private final Kind kind;
  private final EntityType type;
  private final @Nullable Entity before;
  private final @Nullable Entity after;

  Operation(Kind kind, EntityType type, @Nullable Entity before, @Nullable Entity after) {
    this.kind = kind;
    this.type = type;
    this.before = before;
    this.after = after;
  }

  /** Returns what is done. */
  public Kind kind() {
    return kind;
  }

  /** Returns the schema of the entity. */
  public EntityType type() {
    return type;
  }

  /** Returns the stored entity that is replaced or deleted. */
  public Optional<Entity> before() {
    return Optional.ofNullable(before);
  }

  /** Returns the entity that is written, or was read. */
  public Optional<Entity> after() {
    return Optional.ofNullable(after);
  }

  /** What is done. May grow. */
  public enum Kind {
    /** One entity is read. */
    SELECT,
    /** A page is read. */
    PAGE,
    /** An entity is made. */
    INSERT,
    /** An entity is changed. */
    UPDATE,
    /** An entity is made or replaced. */
    UPSERT,
    /** An entity is deleted. */
    DELETE
  }
}
