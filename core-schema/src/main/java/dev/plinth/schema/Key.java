/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A name of at most one entity: by primary key, by a unique field, or by the fields of a cache key.
 * The one type for select, update, upsert, delete and foreign values.
 *
 * <p>Immutable and safe for use by many threads. A key is not checked against a schema when it is
 * made; {@link EntityType#checkKey} does that.
 */
public final class Key {
  private static final List<String> PRIMARY = List.of();

  private final List<String> names;
  private final @Nullable Object[] parts;

  private Key(List<String> names, @Nullable Object[] parts) {
    this.names = names;
    this.parts = parts;
  }

  /** Returns the key of the entity whose primary key is {@code id}. */
  public static Key of(UUID id) {
    return new Key(PRIMARY, new Object[] {Objects.requireNonNull(id, "id")});
  }

  /**
   * Returns the key of the entity whose primary key is {@code id}; a text in the form of a UUID
   * serves for a UUID.
   */
  public static Key of(String id) {
    return new Key(PRIMARY, new Object[] {Objects.requireNonNull(id, "id")});
  }

  /**
   * Returns the key of the entity with a primary key of several fields, their values in the order
   * of the schema.
   */
  public static Key of(Object first, Object second, Object... more) {
    Object[] parts = new Object[2 + more.length];
    parts[0] = Objects.requireNonNull(first, "first");
    parts[1] = Objects.requireNonNull(second, "second");
    for (int i = 0; i < more.length; i++) {
      parts[2 + i] = Objects.requireNonNull(more[i], "more");
    }
    return new Key(PRIMARY, parts);
  }

  /**
   * Returns the primary key made of {@code parts}, in the order of the schema. A null part is
   * allowed here and refused by {@link EntityType#checkKey}.
   */
  public static Key ofParts(List<? extends @Nullable Object> parts) {
    return new Key(PRIMARY, parts.toArray());
  }

  /** Returns the primary key with the one part. */
  static Key ofPart(Object part) {
    return new Key(PRIMARY, new Object[] {part});
  }

  /** Returns the key of the entity whose unique attribute has {@code value}. */
  public static <T> Key by(Attribute<T> attribute, T value) {
    return by(attribute.name(), Objects.requireNonNull(value, "value"));
  }

  /** Returns the key of the entity whose unique field {@code name} has {@code value}. */
  public static Key by(String name, @Nullable Object value) {
    return new Key(List.of(name), new @Nullable Object[] {value});
  }

  /**
   * Returns the key of the entity that has all these values: a composite primary key, a composite
   * cache key, or a unique field.
   */
  public static Key by(Values values) {
    List<String> names = List.copyOf(values.names());
    @Nullable Object[] parts = new @Nullable Object[names.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = values.get(names.get(i));
    }
    return new Key(names, parts);
  }

  /**
   * Says whether the key was given by position, as the primary key. A key by the name of the
   * primary key's field is one as well, which only the schema knows.
   */
  public boolean isPrimary() {
    return names.isEmpty();
  }

  /**
   * Returns the names of the fields this key names its entity by; empty when it {@link #isPrimary}.
   */
  public List<String> names() {
    return names;
  }

  /** Returns the number of values, at least one. */
  public int size() {
    return parts.length;
  }

  /**
   * Returns the value at {@code index}, from 0.
   *
   * @throws IndexOutOfBoundsException when there is no such part
   */
  public @Nullable Object part(int index) {
    return parts[index];
  }

  /**
   * Returns the primary key as a UUID.
   *
   * @throws IllegalStateException when it is none
   */
  public UUID id() {
    if (names.isEmpty() && parts.length == 1 && parts[0] instanceof UUID id) {
      return id;
    }
    throw new IllegalStateException("not the key of a UUID: " + this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that
        && names.equals(that.names)
        && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    int hash = names.hashCode();
    for (Object part : parts) {
      hash = 31 * hash + Objects.hashCode(part);
    }
    return hash;
  }

  /** Returns a text for people, such as {@code name=api}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      text.append(i == 0 ? "" : ",");
      if (!names.isEmpty()) {
        text.append(names.get(i)).append('=');
      }
      text.append(parts[i]);
    }
    return text.toString();
  }
}
