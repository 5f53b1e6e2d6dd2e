/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An ordered list. Immutable. */
public final class ListField<E> extends Field<List<E>> {
  ListField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.LIST;
  }

  /** Refuses any other length. */
  public ListField<E> length(int length) {
    return new ListField<>(with("len_eq", (long) length));
  }

  /** Refuses anything shorter. */
  public ListField<E> minLength(int length) {
    return new ListField<>(with("len_min", (long) length));
  }

  /** Refuses anything longer. */
  public ListField<E> maxLength(int length) {
    return new ListField<>(with("len_max", (long) length));
  }

  /** Refuses a list without this element. */
  public ListField<E> contains(E element) {
    return new ListField<>(with("contains", element));
  }

  /** Returns the declaration of an element. */
  @SuppressWarnings("unchecked") // made so
  public Field<E> elements() {
    return (Field<E>) FieldData.of(attributes().get("elements"));
  }

  @Override
  public ListField<E> required() {
    return new ListField<>(with("required", true));
  }

  @Override
  public ListField<E> optional() {
    return new ListField<>(with("required", false));
  }

  @Override
  public ListField<E> immutable() {
    return new ListField<>(with("immutable", true));
  }

  @Override
  public ListField<E> secret() {
    return new ListField<>(with("secret", true));
  }

  @Override
  public ListField<E> defaultTo(@Nullable List<E> value) {
    return new ListField<>(with("default", value));
  }

  @Override
  public ListField<E> eq(@Nullable List<E> value) {
    return new ListField<>(with("eq", value));
  }

  @Override
  public ListField<E> ne(@Nullable List<E> value) {
    return new ListField<>(with("ne", value));
  }

  @Override
  public ListField<E> check(String message, Predicate<List<E>> predicate) {
    return new ListField<>(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public ListField<E> err(String message) {
    return new ListField<>(with("err", message));
  }

  @Override
  public ListField<E> describe(String description) {
    return new ListField<>(with("description", description));
  }
}
