/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A 64-bit integer. Immutable. */
public final class IntegerField extends Field<Long> {
  IntegerField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.INTEGER;
  }

  /** Refuses a value that another entity of the workspace has. */
  public IntegerField unique() {
    return new IntegerField(with("unique", true));
  }

  /** Refuses a value that another entity of any workspace has. */
  public IntegerField uniqueAcrossWorkspaces() {
    return new IntegerField(unique().with("unique_across_ws", true));
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public IntegerField indexed() {
    return new IntegerField(with("index", true));
  }

  /** Refuses every value but these. */
  public IntegerField oneOf(Long... values) {
    return new IntegerField(with("one_of", List.of(values)));
  }

  /** Refuses these values. */
  public IntegerField notOneOf(Long... values) {
    return new IntegerField(with("not_one_of", List.of(values)));
  }

  /** Refuses values outside of the range, whose ends belong to it. */
  public IntegerField between(long min, long max) {
    return new IntegerField(with("between", List.of(min, max)));
  }

  /** Refuses values that are not greater. */
  public IntegerField greaterThan(long limit) {
    return new IntegerField(with("gt", limit));
  }

  @Override
  public IntegerField required() {
    return new IntegerField(with("required", true));
  }

  @Override
  public IntegerField optional() {
    return new IntegerField(with("required", false));
  }

  @Override
  public IntegerField immutable() {
    return new IntegerField(with("immutable", true));
  }

  @Override
  public IntegerField secret() {
    return new IntegerField(with("secret", true));
  }

  @Override
  public IntegerField defaultTo(@Nullable Long value) {
    return new IntegerField(with("default", value));
  }

  @Override
  public IntegerField eq(@Nullable Long value) {
    return new IntegerField(with("eq", value));
  }

  @Override
  public IntegerField ne(@Nullable Long value) {
    return new IntegerField(with("ne", value));
  }

  @Override
  public IntegerField check(String message, Predicate<Long> predicate) {
    return new IntegerField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public IntegerField err(String message) {
    return new IntegerField(with("err", message));
  }

  @Override
  public IntegerField describe(String description) {
    return new IntegerField(with("description", description));
  }
}
