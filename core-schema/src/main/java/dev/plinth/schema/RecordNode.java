/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field with fields of its own. */
final class RecordNode extends FieldNode {
  private static final Problem NO_RECORD = new Problem("expected a record", "type");

  private final RecordSchema schema;
  private final Clock clock;

  RecordNode(Attributes declared, RecordSchema schema, Clock clock) {
    super(declared, Form.NESTED);
    this.schema = schema;
    this.clock = clock;
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
    if (change instanceof List<?> list && !list.isEmpty()) {
      return change;
    }
    Draft top = change instanceof Draft draft ? draft : schema.load(change);
    if (top == null) {
      return change;
    }
    Draft old = stored instanceof Struct row ? Draft.of(row) : listless(stored);
    if (top.layout != schema.layout() || (old != null && old.layout != top.layout)) {
      return mergeOther(top, old);
    }
    return schema.merge(top, old == null ? new Draft(schema.layout()) : old);
  }

  private @Nullable Draft listless(@Nullable Object stored) {
    return stored instanceof List ? null : schema.load(stored);
  }

  /**
   * Lays a change over what is stored by another subschema. What that one had and this has not
   * stays, to be refused, unless it is null or the change makes it so.
   */
  private static Draft mergeOther(Draft change, @Nullable Draft stored) {
    Layout layout = change.layout;
    Draft merged = new Draft(layout);
    if (stored != null) {
      merged.putAll(stored);
    }
    for (int i = 0; i < layout.size(); i++) {
      Object old = merged.slots[i];
      if (change.slots[i] != Absent.VALUE) {
        merged.slots[i] =
            layout.field(i) instanceof RecordNode record && !record.isAbstract
                ? record.merge(change.slots[i], old instanceof Struct ? old : null)
                : change.slots[i];
      }
    }
    if (change.strays != null) {
      change.strays.forEach(
          (name, value) -> {
            if (value == null && merged.get(name) != Absent.VALUE) {
              merged.remove(name);
            } else {
              merged.put(name, value);
            }
          });
    }
    return merged;
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
      whole = schema.process(draft, new Context(Context.Purpose.INSERT, clock), wrong);
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
    if (!draft.complete && draft.hasAbsent()) { // was judged as it is when it is complete
      schema.completeAbsent(draft, new Context(Context.Purpose.INSERT, clock));
    }
    return new Struct(schema.layout(), schema.finish(draft));
  }
}
