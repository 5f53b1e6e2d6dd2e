/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Texts to values. Immutable. */
public final class MapField<V> extends Field<Map<String, V>> {
  MapField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.MAP;
  }

  /** Refuses any other length. */
  public MapField<V> length(int length) {
    return new MapField<>(with("len_eq", (long) length));
  }

  /** Refuses anything shorter. */
  public MapField<V> minLength(int length) {
    return new MapField<>(with("len_min", (long) length));
  }

  /** Refuses anything longer. */
  public MapField<V> maxLength(int length) {
    return new MapField<>(with("len_max", (long) length));
  }

  /** Gives the rules for the keys. */
  public MapField<V> keys(StringField keys) {
    return new MapField<>(with("keys", keys.attributes()));
  }

  /** Returns the declaration of a value. */
  @SuppressWarnings("unchecked") // made so
  public Field<V> values() {
    return (Field<V>) FieldData.of(attributes().get("values"));
  }

  @Override
  public MapField<V> required() {
    return new MapField<>(with("required", true));
  }

  @Override
  public MapField<V> optional() {
    return new MapField<>(with("required", false));
  }

  @Override
  public MapField<V> immutable() {
    return new MapField<>(with("immutable", true));
  }

  @Override
  public MapField<V> secret() {
    return new MapField<>(with("secret", true));
  }

  @Override
  public MapField<V> defaultTo(@Nullable Map<String, V> value) {
    return new MapField<>(with("default", value));
  }

  @Override
  public MapField<V> eq(@Nullable Map<String, V> value) {
    return new MapField<>(with("eq", value));
  }

  @Override
  public MapField<V> ne(@Nullable Map<String, V> value) {
    return new MapField<>(with("ne", value));
  }

  @Override
  public MapField<V> check(String message, Predicate<Map<String, V>> predicate) {
    return new MapField<>(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public MapField<V> err(String message) {
    return new MapField<>(with("err", message));
  }

  @Override
  public MapField<V> describe(String description) {
    return new MapField<>(with("description", description));
  }
}
