/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import org.jspecify.annotations.Nullable;

/** A field with fields of its own. */
final class RecordNode extends FieldNode {
  private static final Problem NO_RECORD = new Problem("expected a record", "type");

  private final RecordSchema schema;

  RecordNode(Attributes declared, RecordSchema schema) {
    super(declared, Form.NESTED);
    this.schema = schema;
  }

  RecordSchema schema() {
    return schema;
  }

  @Override
  @Nullable Object fill(Context context) {
    if (hasDefault) {
      if (defaultValue == null) {
        return null;
      }
      return required && !context.expands()
          ? shape(defaultValue, context)
          : schema.load(defaultValue);
    }
    if (nilable) {
      return Absent.VALUE;
    }
    return required ? complete(new Draft(schema.layout()), context) : null;
  }

  @Override
  boolean fillsAlike() {
    return false;
  }

  @Override
  Object shape(Object value, Context context) {
    Draft draft = value instanceof Draft given ? given.copy() : schema.load(value);
    return draft == null ? value : complete(draft, context);
  }

  /** Completes a draft; problems of shorthands in it are left for validation to find again. */
  private Draft complete(Draft draft, Context context) {
    schema.complete(draft, context, new ErrorTable());
    return draft;
  }

  /** Returns a change laid over what is stored, field by field, if both are records. */
  @Nullable Object merge(@Nullable Object change, @Nullable Object stored) {
    Draft top = schema.load(change);
    if (top == null) {
      return change;
    }
    Draft bottom = schema.load(stored);
    return schema.merge(top, bottom == null ? new Draft(schema.layout()) : bottom);
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    Draft draft = schema.load(value);
    if (draft == null) {
      return NO_RECORD;
    }
    Draft whole = draft;
    if (!draft.complete) {
      ErrorTable wrong = new ErrorTable();
      whole =
          schema.process(
              draft, new Context(Context.Purpose.INSERT, java.time.Clock.systemUTC()), wrong);
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return schema.validate(whole, true, updating, null, null);
  }

  @Override
  Object convert(Object value) {
    if (value.getClass() == Struct.class && ((Struct) value).layout() == schema.layout()) {
      return value;
    }
    Draft draft = java.util.Objects.requireNonNull(schema.load(value), "record");
    return new Struct(schema.layout(), schema.finish(draft));
  }
}
