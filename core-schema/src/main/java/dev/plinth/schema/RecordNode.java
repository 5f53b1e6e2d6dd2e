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
    if (required) {
      return hasDefault
          ? shape(defaultValue(), context)
          : schema.process(new Draft(schema.layout()), context);
    }
    return hasDefault ? schema.load(defaultValue()) : null;
  }

  @Override
  Object shape(Object value, Context context) {
    Draft draft = schema.load(value);
    return draft == null ? value : schema.process(draft, context);
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
