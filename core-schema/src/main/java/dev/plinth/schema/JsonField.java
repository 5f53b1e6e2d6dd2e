/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON value, as natural Java: {@link String}, {@link Long}, {@link Double}, {@link Boolean},
 * {@link java.util.List}, {@link java.util.Map} or null. Immutable.
 */
public final class JsonField extends Field<Object> {
  JsonField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.JSON;
  }

  @Override
  public JsonField required() {
    return new JsonField(with("required", true));
  }

  @Override
  public JsonField optional() {
    return new JsonField(with("required", false));
  }

  @Override
  public JsonField immutable() {
    return new JsonField(with("immutable", true));
  }

  @Override
  public JsonField secret() {
    return new JsonField(with("secret", true));
  }

  @Override
  public JsonField defaultTo(@Nullable Object value) {
    return new JsonField(with("default", value));
  }

  @Override
  public JsonField eq(@Nullable Object value) {
    return new JsonField(with("eq", value));
  }

  @Override
  public JsonField ne(@Nullable Object value) {
    return new JsonField(with("ne", value));
  }

  @Override
  public JsonField check(String message, Predicate<Object> predicate) {
    return new JsonField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public JsonField err(String message) {
    return new JsonField(with("err", message));
  }

  @Override
  public JsonField describe(String description) {
    return new JsonField(with("description", description));
  }
}
