/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field with a list of values; a set drops those it already has. */
final class ListNode extends FieldNode {
  private static final Problem NO_LIST = new Problem("expected an array", "type");
  private static final Problem NO_SET = new Problem("expected a set", "type");

  private static final @Nullable Object[] NOTHING = {};

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
  boolean isSelfContained() {
    return element.isSelfContained() && !asksApplication();
  }

  @Override
  Object shape(Object value, Context context) {
    if (value instanceof Collection<?> sent && !context.spend(sent.size())) {
      return Limits.EXCESS;
    }
    @Nullable Object[] fixed = Fixed.elements(value);
    @Nullable Object[] shaped = fixed == null ? copied(value) : fixed.clone();
    if (shaped == null) {
      return value;
    }
    int size = set ? Distinct.pack(shaped) : shaped.length;
    if (!element.isSteady() || context.reads()) {
      for (int i = 0; i < size; i++) {
        shaped[i] = element.process(shaped[i], context);
        if (shaped[i] == Limits.EXCESS) {
          return Limits.EXCESS;
        }
      }
    }
    if (!set) {
      return new FixedList(shaped);
    }
    return new FixedSet(size == shaped.length ? shaped : Arrays.copyOf(shaped, size));
  }

  /**
   * Returns the elements of the value, which are not to be changed; null when it can have none. An
   * empty map is no elements, as JSON of the wire cannot tell.
   */
  private static @Nullable Object @Nullable [] elements(Object value) {
    @Nullable Object[] fixed = Fixed.elements(value);
    return fixed == null ? copied(value) : fixed;
  }

  private static @Nullable Object @Nullable [] copied(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.toArray();
    }
    return value instanceof Map<?, ?> map && map.isEmpty() ? NOTHING : null;
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    @Nullable Object[] elements = elements(value);
    if (elements == null) {
      return Limits.none(value, set ? NO_SET : NO_LIST);
    }
    if (elements.length > Limits.ELEMENTS) {
      return Limits.elements(elements.length);
    }
    ErrorTable errors = null;
    for (int i = 0; i < elements.length; i++) {
      Object wrong =
          element.passes(elements[i]) ? null : element.validate(elements[i], updating, true);
      if (wrong != null) {
        if (errors == null) {
          errors = new ErrorTable();
        }
        errors.add(i + 1, wrong);
      }
    }
    return errors;
  }

  @Override
  boolean isValidPresent(Object value, boolean updating) {
    @Nullable Object[] elements = elements(value);
    if (elements == null) {
      return false;
    }
    for (Object one : elements) {
      if (!element.passes(one) && !element.isValid(one, updating, true)) {
        return false;
      }
    }
    return broken(counted(value)) == null;
  }

  @Override
  @Nullable Object validatePresent(Object value, boolean updating) {
    Object wrong = validateType(value, updating);
    return wrong == null ? broken(counted(value)) : wrong;
  }

  /** Returns what the rules count: of containers in a set, those that are different in Java. */
  private Object counted(Object value) {
    return set && !(element instanceof ScalarNode) ? finish(Draft.detached(value)) : value;
  }

  /** Returns what is immutable and holds finished elements already as it is. */
  @Override
  Object convert(Object value) {
    @Nullable Object[] elements = Objects.requireNonNull(elements(value), "elements");
    @Nullable Object[] finished = element.form == Form.KEPT ? elements : finished(elements);
    if (finished == elements && (set ? isSmallSet(value) : value instanceof FixedList)) {
      return value;
    }
    return set ? setOf(finished, value) : new FixedList(finished);
  }

  /** Returns the elements in their Java type: the very array when all of them have it already. */
  private @Nullable Object[] finished(@Nullable Object[] elements) {
    @Nullable Object[] finished = elements;
    for (int i = 0; i < elements.length; i++) {
      Object one = Objects.requireNonNull(elements[i], "element");
      Object done = element.finish(one);
      if (done != one && finished == elements) {
        finished = elements.clone();
      }
      if (finished != elements) {
        finished[i] = done;
      }
    }
    return finished;
  }

  /** Returns the set of the elements, those of a default, which is not shaped, told apart. */
  private Object setOf(@Nullable Object[] finished, Object value) {
    if (value instanceof FixedSet || element.form == Form.KEPT) {
      return FixedSet.of(finished);
    }
    @Nullable Object[] different = finished.clone();
    return FixedSet.of(Arrays.copyOf(different, Distinct.pack(different)));
  }

  /** Says whether the value is a set of few scalars, which have been told apart. */
  private boolean isSmallSet(Object value) {
    return value instanceof FixedSet fixed && fixed.isSmall() && element instanceof ScalarNode;
  }
}
