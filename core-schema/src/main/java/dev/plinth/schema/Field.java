/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a field: its type and its attributes, in the words of a schema file. {@code T}
 * is the Java type of its values.
 *
 * <p>Closed to implement: methods may be added at any time; switch over {@link #type()}, not over
 * the subclasses. Immutable: each call returns a copy. Safe for use by many threads.
 */
public abstract sealed class Field<T>
    permits StringField,
        UuidField,
        IntegerField,
        NumberField,
        BooleanField,
        TimestampField,
        ListField,
        SetField,
        MapField,
        RecordField,
        ForeignField,
        JsonField {
  private final Map<String, @Nullable Object> attributes;

  Field(Map<String, @Nullable Object> attributes) {
    this.attributes = Collections.unmodifiableMap(attributes);
  }

  /** Returns the kind of the field. */
  public abstract FieldType type();

  /** Returns the declaration as data: attribute names, as in a schema file, to values. */
  final Map<String, @Nullable Object> attributes() {
    return attributes;
  }

  final Map<String, @Nullable Object> with(String attribute, @Nullable Object value) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(attributes);
    next.put(attribute, value);
    return next;
  }

  /** Refuses null, and an absent value in an insert that has no default. */
  public abstract Field<T> required();

  /** Allows null, which a record field of an entity does not by itself. */
  public abstract Field<T> optional();

  /** Refuses a change of the value once it is set. */
  public abstract Field<T> immutable();

  /** Keeps the value out of messages and logs. */
  public abstract Field<T> secret();

  /** Gives an absent value this default; a null is kept. */
  public abstract Field<T> defaultTo(@Nullable T value);

  /** Refuses every other value. */
  public abstract Field<T> eq(@Nullable T value);

  /** Refuses this value. */
  public abstract Field<T> ne(@Nullable T value);

  /**
   * Refuses, with the message, a value that the predicate is false for. The predicate must be pure
   * and safe for use by many threads.
   */
  public abstract Field<T> check(String message, Predicate<T> predicate);

  /**
   * Replaces the message of this field's rules on values; not of its type, of {@code required}, nor
   * of what is nested in it.
   */
  public abstract Field<T> err(String message);

  /** Says what the field is for, for documentation. */
  public abstract Field<T> describe(String description);

  /**
   * Returns the field under a name: what a schema is made of, and a handle to read its values by.
   */
  public final Attribute<T> named(String name) {
    return Attribute.of(name, this);
  }

  /** Says whether null is refused. */
  public final boolean isRequired() {
    return is("required");
  }

  /** Says whether no two entities may have the same value. */
  public final boolean isUnique() {
    return is("unique");
  }

  /** Says whether no two entities may have the same value even in different workspaces. */
  public final boolean isUniqueAcrossWorkspaces() {
    return is("unique_across_ws");
  }

  /** Says whether the field can be looked up though it is not unique. */
  public final boolean isIndexed() {
    return is("index");
  }

  /** Says whether the framework makes a value where none is given. */
  public final boolean isAuto() {
    return is("auto");
  }

  /** Says whether the value stays out of messages and logs. */
  public final boolean isSecret() {
    return is("secret") || is("encrypted");
  }

  /** Returns what the field is for; null when it is not said. */
  public final @Nullable String description() {
    return (String) attributes.get("description");
  }

  final boolean is(String attribute) {
    return Boolean.TRUE.equals(attributes.get(attribute));
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Field<?> that && attributes.equals(that.attributes);
  }

  @Override
  public final int hashCode() {
    return attributes.hashCode();
  }

  @Override
  public final String toString() {
    return attributes.toString();
  }
}
