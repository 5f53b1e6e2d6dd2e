/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A reference to an entity. Immutable. */
public final class ForeignField extends Field<Key> {
  ForeignField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.FOREIGN;
  }

  /** Refuses a value that another entity of the workspace has. */
  public ForeignField unique() {
    return new ForeignField(with("unique", true));
  }

  /**
   * Says what happens to this entity when the one it refers to is deleted; {@link
   * OnDelete#RESTRICT} when it is not said.
   */
  public ForeignField onDelete(OnDelete action) {
    return new ForeignField(with("on_delete", action.name().toLowerCase(Locale.ROOT)));
  }

  /** Returns the name of the schema referred to. */
  public String reference() {
    return (String) Objects.requireNonNull(attributes().get("reference"), "reference");
  }

  /** Returns what happens to this entity when the one it refers to is deleted. */
  public OnDelete onDelete() {
    Object action = attributes().get("on_delete");
    return action == null
        ? OnDelete.RESTRICT
        : OnDelete.valueOf(((String) action).toUpperCase(Locale.ROOT));
  }

  @Override
  public ForeignField required() {
    return new ForeignField(with("required", true));
  }

  @Override
  public ForeignField optional() {
    return new ForeignField(with("required", false));
  }

  @Override
  public ForeignField immutable() {
    return new ForeignField(with("immutable", true));
  }

  @Override
  public ForeignField secret() {
    return new ForeignField(with("secret", true));
  }

  @Override
  public ForeignField defaultTo(@Nullable Key value) {
    return new ForeignField(with("default", value));
  }

  @Override
  public ForeignField eq(@Nullable Key value) {
    return new ForeignField(with("eq", value));
  }

  @Override
  public ForeignField ne(@Nullable Key value) {
    return new ForeignField(with("ne", value));
  }

  @Override
  public ForeignField check(String message, Predicate<Key> predicate) {
    return new ForeignField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public ForeignField err(String message) {
    return new ForeignField(with("err", message));
  }

  @Override
  public ForeignField describe(String description) {
    return new ForeignField(with("description", description));
  }
}
