/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record field: its fields, each with a value or null. {@link Entity} is the one
 * with a key.
 *
 * <p>Closed to implement. Immutable and safe for use by many threads.
 */
public sealed class Struct permits Entity {
  private final Layout layout;
  private final @Nullable Object[] slots;

  /** The view that was asked for last; records are safe to hand to other threads as they are. */
  private @Nullable Object view;

  Struct(Layout layout, @Nullable Object[] slots) {
    this.layout = layout;
    this.slots = slots;
  }

  final Layout layout() {
    return layout;
  }

  /** Returns the slots themselves; whoever gets them must not change them. */
  final @Nullable Object[] slots() {
    return slots;
  }

  /** Returns the names of the fields, in the order of declaration. */
  public final List<String> names() {
    return layout.names();
  }

  /**
   * Returns the value of the attribute, or null.
   *
   * @throws IllegalArgumentException when there is no such field
   */
  public final <T> @Nullable T get(Attribute<T> attribute) {
    int place = attribute.placeIn(layout);
    return attribute.cast(slots[place < 0 ? noSuchField(attribute.name()) : place]);
  }

  /**
   * Returns the value of the attribute, which is not null.
   *
   * @throws IllegalArgumentException when there is no such field
   * @throws IllegalStateException when it is null
   */
  public final <T> T require(Attribute<T> attribute) {
    T value = get(attribute);
    if (value == null) {
      throw new IllegalStateException("'" + attribute.name() + "' is null");
    }
    return value;
  }

  /**
   * Returns the value of the field, or null.
   *
   * @throws IllegalArgumentException when there is no such field
   */
  public final @Nullable Object get(String name) {
    int place = layout.place(name);
    return slots[place < 0 ? noSuchField(name) : place];
  }

  /**
   * Returns the value of the field, or null.
   *
   * @throws IllegalArgumentException when there is no such field
   * @throws ClassCastException when the value is of another class
   */
  public final <T> @Nullable T get(String name, Class<T> type) {
    return type.cast(get(name));
  }

  /**
   * Returns this as the record class given: components are fields by name, snake_case to camelCase.
   * The view made last is kept, and is the same object each time it is asked for.
   *
   * @throws IllegalArgumentException when the class does not fit the schema, with every mismatch
   */
  public final <R> R as(Class<R> record) {
    Object kept = view;
    if (record.isInstance(kept)) {
      return record.cast(kept);
    }
    R made = layout.view(record).read(this);
    view = made;
    return made;
  }

  /** Returns all fields as values to send. */
  public final Values toValues() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < slots.length; i++) {
      map.put(layout.names().get(i), slots[i]);
    }
    return Values.of(map);
  }

  /** Returns the fields as a JSON object, in their wire form, nulls included. */
  public String toJson() {
    return Json.write(this);
  }

  private int noSuchField(String name) {
    throw new IllegalArgumentException(
        "no field '" + name + "', there are: " + String.join(", ", layout.names()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Struct that
        && this instanceof Entity == that instanceof Entity
        && layout.names().equals(that.layout.names())
        && Arrays.equals(slots, that.slots);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(slots);
  }

  /** Returns the names of the fields, without their values, which may be secret. */
  @Override
  public String toString() {
    return layout.names().toString();
  }
}
