/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field with a list of values; a set drops those it already has. */
final class ListNode extends FieldNode {
  private static final Problem NO_LIST = new Problem("expected an array", "type");
  private static final Problem NO_SET = new Problem("expected a set", "type");

  private final FieldNode element;
  private final boolean set;

  ListNode(Attributes declared, FieldNode element, boolean set) {
    super(declared, Form.NESTED);
    this.element = element;
    this.set = set;
  }

  boolean isSet() {
    return set;
  }

  FieldNode element() {
    return element;
  }

  @Override
  Object shape(Object value, Context context) {
    Collection<?> sent = elements(value);
    if (sent == null) {
      return value;
    }
    @Nullable Object[] shaped = sent.toArray();
    int size = set ? Distinct.pack(shaped) : shaped.length;
    for (int i = 0; i < size; i++) {
      shaped[i] = element.process(shaped[i], context);
    }
    if (!set) {
      return new FixedList(shaped);
    }
    return new FixedSet(size == shaped.length ? shaped : Arrays.copyOf(shaped, size));
  }

  /**
   * Returns the value as elements; null when it is none. An empty map is no elements, as JSON of
   * the wire cannot tell.
   */
  private static @Nullable Collection<?> elements(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements;
    }
    return value instanceof Map<?, ?> map && map.isEmpty() ? List.of() : null;
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    Collection<?> elements = elements(value);
    if (elements == null) {
      return set ? NO_SET : NO_LIST;
    }
    ErrorTable errors = null;
    int place = 0;
    for (Object one : elements) {
      place++;
      Object wrong = element.validate(one, updating, true);
      if (wrong != null) {
        if (errors == null) {
          errors = new ErrorTable();
        }
        errors.put(place, wrong);
      }
    }
    return errors;
  }

  /** Returns what is immutable and holds finished elements already as it is. */
  @Override
  Object convert(Object value) {
    Collection<?> elements = Objects.requireNonNull(elements(value), "elements");
    @Nullable Object[] finished = null;
    int i = 0;
    for (Object one : elements) {
      Object done = element.finish(one);
      if (finished == null && done != one) {
        finished = elements.toArray();
      }
      if (finished != null) {
        finished[i] = done;
      }
      i++;
    }
    if (finished == null) {
      if (set ? FixedSet.isSmall(elements) : elements instanceof FixedList) {
        return elements;
      }
      finished = elements.toArray();
    }
    return set ? FixedSet.of(finished) : new FixedList(finished);
  }
}
