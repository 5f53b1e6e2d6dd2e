/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An IEEE 754 double. Immutable. */
public final class NumberField extends Field<Double> {
  NumberField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.NUMBER;
  }

  /** Refuses a value that another entity of the workspace has. */
  public NumberField unique() {
    return new NumberField(with("unique", true));
  }

  /** Refuses a value that another entity of any workspace has. */
  public NumberField uniqueAcrossWorkspaces() {
    return new NumberField(unique().with("unique_across_ws", true));
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public NumberField indexed() {
    return new NumberField(with("index", true));
  }

  /** Refuses every value but these. */
  public NumberField oneOf(Double... values) {
    return new NumberField(with("one_of", List.of(values)));
  }

  /** Refuses these values. */
  public NumberField notOneOf(Double... values) {
    return new NumberField(with("not_one_of", List.of(values)));
  }

  /** Refuses values outside of the range, whose ends belong to it. */
  public NumberField between(long min, long max) {
    return new NumberField(with("between", List.of(min, max)));
  }

  /** Refuses values that are not greater. */
  public NumberField greaterThan(long limit) {
    return new NumberField(with("gt", limit));
  }

  @Override
  public NumberField required() {
    return new NumberField(with("required", true));
  }

  @Override
  public NumberField optional() {
    return new NumberField(with("required", false));
  }

  @Override
  public NumberField immutable() {
    return new NumberField(with("immutable", true));
  }

  @Override
  public NumberField secret() {
    return new NumberField(with("secret", true));
  }

  @Override
  public NumberField defaultTo(@Nullable Double value) {
    return new NumberField(with("default", value));
  }

  @Override
  public NumberField eq(@Nullable Double value) {
    return new NumberField(with("eq", value));
  }

  @Override
  public NumberField ne(@Nullable Double value) {
    return new NumberField(with("ne", value));
  }

  @Override
  public NumberField check(String message, Predicate<Double> predicate) {
    return new NumberField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public NumberField err(String message) {
    return new NumberField(with("err", message));
  }

  @Override
  public NumberField describe(String description) {
    return new NumberField(with("description", description));
  }
}
