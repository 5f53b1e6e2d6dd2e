/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A moment, to the second or, with {@link #millis}, to the millisecond; what is finer is cut off.
 * Immutable.
 */
public final class TimestampField extends Field<Instant> {
  TimestampField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.TIMESTAMP;
  }

  /** Refuses a value that another entity of the workspace has. */
  public TimestampField unique() {
    return new TimestampField(with("unique", true));
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public TimestampField indexed() {
    return new TimestampField(with("index", true));
  }

  /**
   * Sets the moment itself: a field named {@code created_at} at insert, one named {@code
   * updated_at} at every write.
   */
  public TimestampField auto() {
    return new TimestampField(with("auto", true));
  }

  /** Keeps milliseconds. */
  public TimestampField millis() {
    return new TimestampField(with("type", "number"));
  }

  @Override
  public TimestampField required() {
    return new TimestampField(with("required", true));
  }

  @Override
  public TimestampField optional() {
    return new TimestampField(with("required", false));
  }

  @Override
  public TimestampField immutable() {
    return new TimestampField(with("immutable", true));
  }

  @Override
  public TimestampField secret() {
    return new TimestampField(with("secret", true));
  }

  @Override
  public TimestampField defaultTo(@Nullable Instant value) {
    return new TimestampField(with("default", value));
  }

  @Override
  public TimestampField eq(@Nullable Instant value) {
    return new TimestampField(with("eq", value));
  }

  @Override
  public TimestampField ne(@Nullable Instant value) {
    return new TimestampField(with("ne", value));
  }

  @Override
  public TimestampField check(String message, Predicate<Instant> predicate) {
    return new TimestampField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public TimestampField err(String message) {
    return new TimestampField(with("err", message));
  }

  @Override
  public TimestampField describe(String description) {
    return new TimestampField(with("description", description));
  }
}
