/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list without duplicates that keeps its order. Immutable. */
public final class SetField<E> extends Field<Set<E>> {
  SetField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.SET;
  }

  /** Refuses any other length. */
  public SetField<E> length(int length) {
    return new SetField<>(with("len_eq", (long) length));
  }

  /** Refuses anything shorter. */
  public SetField<E> minLength(int length) {
    return new SetField<>(with("len_min", (long) length));
  }

  /** Refuses anything longer. */
  public SetField<E> maxLength(int length) {
    return new SetField<>(with("len_max", (long) length));
  }

  /** Refuses a set without this element. */
  public SetField<E> contains(E element) {
    return new SetField<>(with("contains", element));
  }

  /** Returns the declaration of an element. */
  @SuppressWarnings("unchecked") // made so
  public Field<E> elements() {
    return (Field<E>) FieldData.of(attributes().get("elements"));
  }

  @Override
  public SetField<E> required() {
    return new SetField<>(with("required", true));
  }

  @Override
  public SetField<E> optional() {
    return new SetField<>(with("required", false));
  }

  @Override
  public SetField<E> immutable() {
    return new SetField<>(with("immutable", true));
  }

  @Override
  public SetField<E> secret() {
    return new SetField<>(with("secret", true));
  }

  @Override
  public SetField<E> defaultTo(@Nullable Set<E> value) {
    return new SetField<>(with("default", value));
  }

  @Override
  public SetField<E> eq(@Nullable Set<E> value) {
    return new SetField<>(with("eq", value));
  }

  @Override
  public SetField<E> ne(@Nullable Set<E> value) {
    return new SetField<>(with("ne", value));
  }

  @Override
  public SetField<E> check(String message, Predicate<Set<E>> predicate) {
    return new SetField<>(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public SetField<E> err(String message) {
    return new SetField<>(with("err", message));
  }

  @Override
  public SetField<E> describe(String description) {
    return new SetField<>(with("description", description));
  }
}
