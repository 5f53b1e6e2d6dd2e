/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A UUID. Immutable. */
public final class UuidField extends Field<UUID> {
  UuidField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.UUID;
  }

  /** Refuses a value that another entity of the workspace has. */
  public UuidField unique() {
    return new UuidField(with("unique", true));
  }

  /** Refuses a value that another entity of any workspace has. */
  public UuidField uniqueAcrossWorkspaces() {
    return new UuidField(unique().with("unique_across_ws", true));
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public UuidField indexed() {
    return new UuidField(with("index", true));
  }

  /** Makes a random value, version 4, where none is given. */
  public UuidField auto() {
    return new UuidField(with("auto", true));
  }

  /**
   * Makes a value of version 7 where none is given: it begins with the time, so that rows made one
   * after the other lie side by side in indexes, and tells when the entity was made.
   */
  public UuidField timeOrdered() {
    return new UuidField(auto().with("time_ordered", true));
  }

  @Override
  public UuidField required() {
    return new UuidField(with("required", true));
  }

  @Override
  public UuidField optional() {
    return new UuidField(with("required", false));
  }

  @Override
  public UuidField immutable() {
    return new UuidField(with("immutable", true));
  }

  @Override
  public UuidField secret() {
    return new UuidField(with("secret", true));
  }

  @Override
  public UuidField defaultTo(@Nullable UUID value) {
    return new UuidField(with("default", value));
  }

  @Override
  public UuidField eq(@Nullable UUID value) {
    return new UuidField(with("eq", value));
  }

  @Override
  public UuidField ne(@Nullable UUID value) {
    return new UuidField(with("ne", value));
  }

  @Override
  public UuidField check(String message, Predicate<UUID> predicate) {
    return new UuidField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public UuidField err(String message) {
    return new UuidField(with("err", message));
  }

  @Override
  public UuidField describe(String description) {
    return new UuidField(with("description", description));
  }
}
