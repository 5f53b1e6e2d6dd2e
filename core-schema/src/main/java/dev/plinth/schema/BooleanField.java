/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** True or false. Immutable. */
public final class BooleanField extends Field<Boolean> {
  BooleanField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.BOOLEAN;
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public BooleanField indexed() {
    return new BooleanField(with("index", true));
  }

  @Override
  public BooleanField required() {
    return new BooleanField(with("required", true));
  }

  @Override
  public BooleanField optional() {
    return new BooleanField(with("required", false));
  }

  @Override
  public BooleanField immutable() {
    return new BooleanField(with("immutable", true));
  }

  @Override
  public BooleanField secret() {
    return new BooleanField(with("secret", true));
  }

  @Override
  public BooleanField defaultTo(@Nullable Boolean value) {
    return new BooleanField(with("default", value));
  }

  @Override
  public BooleanField eq(@Nullable Boolean value) {
    return new BooleanField(with("eq", value));
  }

  @Override
  public BooleanField ne(@Nullable Boolean value) {
    return new BooleanField(with("ne", value));
  }

  @Override
  public BooleanField check(String message, Predicate<Boolean> predicate) {
    return new BooleanField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public BooleanField err(String message) {
    return new BooleanField(with("err", message));
  }

  @Override
  public BooleanField describe(String description) {
    return new BooleanField(with("description", description));
  }
}
