/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field with a list of values; a set drops those it already has. */
final class ListNode extends FieldNode {
  private static final Problem NO_LIST = new Problem("expected an array", "type");
  private static final Problem NO_SET = new Problem("expected a set", "type");

  private final FieldNode element;
  private final boolean set;

  ListNode(Attributes declared, FieldNode element, boolean set) {
    super(declared);
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
    List<?> list = sequence(value);
    if (list == null) {
      return value;
    }
    List<@Nullable Object> shaped = new ArrayList<>(list.size());
    for (Object one : list) {
      if (!set || !holds(shaped, one)) {
        shaped.add(one);
      }
    }
    shaped.replaceAll(one -> element.process(one, context));
    return shaped;
  }

  private static boolean holds(List<@Nullable Object> list, @Nullable Object value) {
    for (Object one : list) {
      if (Lua.same(one, value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the value as a list; null when it is none. An empty map is one, as JSON of the wire
   * cannot tell.
   */
  private static @Nullable List<?> sequence(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<@Nullable Object>(collection);
    }
    return value instanceof Map<?, ?> map && map.isEmpty() ? List.of() : null;
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    List<?> list = sequence(value);
    if (list == null) {
      return set ? NO_SET : NO_LIST;
    }
    ErrorTable errors = null;
    for (int i = 0; i < list.size(); i++) {
      Object wrong = element.validate(list.get(i), updating, true);
      if (wrong != null) {
        if (errors == null) {
          errors = new ErrorTable();
        }
        errors.put(i + 1, wrong);
      }
    }
    return errors;
  }

  @Override
  Object finish(Object value) {
    List<?> list = java.util.Objects.requireNonNull(sequence(value), "sequence");
    Collection<Object> finished =
        set ? new LinkedHashSet<>(list.size() * 2) : new ArrayList<>(list.size());
    for (Object one : list) {
      finished.add(element.finish(one));
    }
    return set
        ? Collections.unmodifiableSet((LinkedHashSet<Object>) finished)
        : Collections.unmodifiableList((List<Object>) finished);
  }
}
