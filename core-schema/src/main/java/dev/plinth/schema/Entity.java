/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row: the values of an entity's fields, beside what the row carries besides them. There is no
 * "absent" in a row.
 *
 * <p>Immutable and safe for use by many threads. Two entities are equal when their types have one
 * name and their values are equal; ttl, workspace and version play no part.
 */
public final class Entity extends Struct {
  private final EntityType type;
  private final @Nullable Duration ttl;
  private final @Nullable UUID workspace;
  private final @Nullable Object version;

  Entity(
      EntityType type,
      @Nullable Object[] slots,
      @Nullable Duration ttl,
      @Nullable UUID workspace,
      @Nullable Object version) {
    super(type.layout(), slots);
    this.type = type;
    this.ttl = ttl;
    this.workspace = workspace;
    this.version = version;
  }

  /** Returns the compiled schema this is a row of. */
  public EntityType type() {
    return type;
  }

  /** Returns the primary key. */
  public Key key() {
    return type.keyOf(this);
  }

  /**
   * Returns the primary key as a UUID.
   *
   * @throws IllegalStateException when it is none
   */
  public UUID id() {
    return key().id();
  }

  /** Returns the time left before the row expires, in whole seconds; empty when it does not. */
  public Optional<Duration> ttl() {
    return Optional.ofNullable(ttl);
  }

  /**
   * Returns the workspace the row lies in; null for a type that is not workspaceable, and before
   * the row is written.
   */
  public @Nullable UUID workspace() {
    return workspace;
  }

  /**
   * Returns what the store tells two states of the row apart by; null before the row is written.
   * Only the store that made it understands it.
   */
  public @Nullable Object version() {
    return version;
  }

  /**
   * Returns a strong entity tag without quotes: the same for the same values, another for others.
   */
  public String etag() {
    return Etag.of(this);
  }

  /** Returns this row in the workspace given; for the engine. */
  public Entity in(@Nullable UUID workspace) {
    return new Entity(type, slots(), ttl, workspace, version);
  }

  /** Returns this row with another time to live; null: it does not expire. For the engine. */
  public Entity expiring(@Nullable Duration left) {
    return new Entity(type, slots(), left, workspace, version);
  }

  /**
   * Writes the fields as a JSON object in UTF-8, in their wire form, nulls included, and {@code
   * ttl} where the schema has one. The stream is not closed.
   */
  public void writeJson(OutputStream out) {
    Json.write(this, out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Entity that
        && type.name().equals(that.type.name())
        && super.equals(that);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Returns the type and the key, without values, which may be secret. */
  @Override
  public String toString() {
    return type.name() + "/" + key();
  }
}
