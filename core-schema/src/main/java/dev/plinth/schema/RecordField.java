/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Named fields of its own. Immutable. */
public final class RecordField extends Field<Struct> {
  RecordField(Map<String, @Nullable Object> attributes) {
    super(attributes);
  }

  @Override
  public FieldType type() {
    return FieldType.RECORD;
  }

  /** Returns the declared fields, in order. */
  public Map<String, Field<?>> declaredFields() {
    return FieldData.fields(attributes().get("fields"));
  }

  /** Adds a field. */
  public RecordField field(String name, Field<?> field) {
    return new RecordField(
        with("fields", FieldData.append(attributes().get("fields"), name, field.attributes())));
  }

  /** Adds fields. */
  public RecordField fields(Attribute<?>... fields) {
    RecordField next = this;
    for (Attribute<?> field : fields) {
      next = next.field(field.name(), FieldData.declared(field));
    }
    return next;
  }

  /** Adds a check of the whole record. */
  public RecordField check(Check check) {
    return new RecordField(
        with("entity_checks", FieldData.append(attributes().get("entity_checks"), check.data())));
  }

  /** Adds a shorthand. */
  public RecordField shorthand(Shorthand<?> shorthand) {
    return new RecordField(
        with(
            "shorthand_fields",
            FieldData.append(
                attributes().get("shorthand_fields"), shorthand.name(), shorthand.data())));
  }

  /** Leaves the record's fields to a subschema. */
  public RecordField abstractRecord() {
    return new RecordField(with("abstract", true));
  }

  @Override
  public RecordField required() {
    return new RecordField(with("required", true));
  }

  @Override
  public RecordField optional() {
    return new RecordField(with("required", false));
  }

  @Override
  public RecordField immutable() {
    return new RecordField(with("immutable", true));
  }

  @Override
  public RecordField secret() {
    return new RecordField(with("secret", true));
  }

  @Override
  public RecordField defaultTo(@Nullable Struct value) {
    return new RecordField(with("default", value));
  }

  @Override
  public RecordField eq(@Nullable Struct value) {
    return new RecordField(with("eq", value));
  }

  @Override
  public RecordField ne(@Nullable Struct value) {
    return new RecordField(with("ne", value));
  }

  @Override
  public RecordField check(String message, Predicate<Struct> predicate) {
    return new RecordField(with("custom_validator", new ValueCheck<>(message, predicate)));
  }

  @Override
  public RecordField err(String message) {
    return new RecordField(with("err", message));
  }

  @Override
  public RecordField describe(String description) {
    return new RecordField(with("description", description));
  }
}
