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
    super(declared);
    this.schema = schema;
  }

  RecordSchema schema() {
    return schema;
  }

  @Override
  @Nullable Object fill(Context context) {
    if (hasDefault) {
      Object value = declared.get("default");
      if (value == null) {
        return null;
      }
      return required && !context.expands() ? shape(value, context) : schema.load(value);
    }
    if (nilable) {
      return Absent.VALUE;
    }
    return required ? schema.process(new Draft(schema.layout()), context) : null;
  }

  @Override
  Object shape(Object value, Context context) {
    Draft draft = schema.load(value);
    return draft == null ? value : schema.process(draft, context);
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
  Object finish(Object value) {
    if (value.getClass() == Struct.class && ((Struct) value).layout() == schema.layout()) {
      return value;
    }
    Draft draft = java.util.Objects.requireNonNull(schema.load(value), "record");
    return new Struct(schema.layout(), schema.finish(draft));
  }
}
