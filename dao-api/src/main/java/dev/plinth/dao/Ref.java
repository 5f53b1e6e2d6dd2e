/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Key;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Key} that knows the record class of its entity; for components of records, so that a key
 * of another kind does not compile. Immutable.
 */
@SuppressWarnings(
    "UnusedTypeParameter") // the parameter is the whole point: it keeps kinds of keys apart
public final class Ref<R> {
  private final Key key;

  private Ref(Key key) {
    this.key = key;
  }

  /** Returns the reference to the entity with this primary key. */
  public static <R> Ref<R> of(UUID id) {
    return new Ref<>(Key.of(id));
  }

  /** Returns the reference to the entity with this key. */
  public static <R> Ref<R> of(Key key) {
    return new Ref<>(Objects.requireNonNull(key, "key"));
  }

  /** Returns the reference to the entity with this unique value. */
  public static <R> Ref<R> by(String field, Object value) {
    return new Ref<>(Key.by(field, value));
  }

  /** Returns the key. */
  public Key key() {
    return key;
  }

  /**
   * Returns the primary key as a UUID.
   *
   * @throws IllegalStateException when it is none
   */
  public UUID id() {
    return key.id();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ref<?> that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
