/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Text. Lengths count the bytes of its UTF-8 form; an empty text is refused unless {@link
 * #minLength} allows it. Immutable.
 */
public final class StringField extends Field<String> {
  StringField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.STRING;
  }

  /** Refuses a value that another entity of the workspace has. */
  public StringField unique() {
    return new StringField(with("unique", true));
  }

  /** Refuses a value that another entity of any workspace has. */
  public StringField uniqueAcrossWorkspaces() {
    return new StringField(unique().with("unique_across_ws", true));
  }

  /** Makes the field one that can be looked up though it is not unique. */
  public StringField indexed() {
    return new StringField(with("index", true));
  }

  /** Makes a value where none is given. */
  public StringField auto() {
    return new StringField(with("auto", true));
  }

  /** Refuses every value but these. */
  public StringField oneOf(String... values) {
    return new StringField(with("one_of", List.of(values)));
  }

  /** Refuses these values. */
  public StringField notOneOf(String... values) {
    return new StringField(with("not_one_of", List.of(values)));
  }

  /** Refuses any other length. */
  public StringField length(int length) {
    return new StringField(with("len_eq", (long) length));
  }

  /** Refuses anything shorter. */
  public StringField minLength(int length) {
    return new StringField(with("len_min", (long) length));
  }

  /** Refuses anything longer. */
  public StringField maxLength(int length) {
    return new StringField(with("len_max", (long) length));
  }

  /**
   * Refuses a text in which the pattern is not found. Patterns are those of the schema language:
   * {@code %a %d %u ...} classes, {@code -} for the shortest repetition, ASCII only.
   */
  public StringField match(String pattern) {
    return new StringField(with("match", pattern));
  }

  /** Refuses a text in which the pattern is found. */
  public StringField notMatch(String pattern) {
    return new StringField(with("not_match", pattern));
  }

  /** Refuses a text that starts otherwise. */
  public StringField startsWith(String prefix) {
    return new StringField(with("starts_with", prefix));
  }

  /** Refuses a text that is not a regular expression. */
  public StringField regex() {
    return new StringField(with("is_regex", true));
  }

  /** Lets the text be a reference to a secret, resolved when read. */
  public StringField referenceable() {
    return new StringField(with("referenceable", true));
  }

  @Override
  public StringField required() {
    return new StringField(with("required", true));
  }

  @Override
  public StringField optional() {
    return new StringField(with("required", false));
  }

  @Override
  public StringField immutable() {
    return new StringField(with("immutable", true));
  }

  @Override
  public StringField secret() {
    return new StringField(with("secret", true));
  }

  @Override
  public StringField defaultTo(@Nullable String value) {
    return new StringField(with("default", value));
  }

  @Override
  public StringField eq(@Nullable String value) {
    return new StringField(with("eq", value));
  }

  @Override
  public StringField ne(@Nullable String value) {
    return new StringField(with("ne", value));
  }

  @Override
  public StringField check(String message, Predicate<String> predicate) {
    return new StringField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public StringField err(String message) {
    return new StringField(with("err", message));
  }

  @Override
  public StringField describe(String description) {
    return new StringField(with("description", description));
  }
}
