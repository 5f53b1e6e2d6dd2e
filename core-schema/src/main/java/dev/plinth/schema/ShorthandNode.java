/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** A compiled shorthand. Immutable. */
final class ShorthandNode {
  private final String name;
  private final FieldNode field;
  private final Shorthand.Expansion<?> expansion;

  ShorthandNode(String name, FieldNode field, Shorthand.Expansion<?> expansion) {
    this.name = name;
    this.field = field;
    this.expansion = expansion;
  }

  String name() {
    return name;
  }

  /** Returns what judges the value that is sent. */
  FieldNode field() {
    return field;
  }

  /** Replaces the shorthand in the draft, if it was sent, by what it stands for. */
  void expand(Draft draft, ErrorTable wrong) {
    Object value = draft.get(name);
    if (value == Absent.VALUE) {
      return;
    }
    Object problem = field.validate(value, false);
    if (problem != null) {
      wrong.put(name, problem);
      return;
    }
    draft.remove(name);
    call(expansion, value == null ? null : field.finish(value)).toMap().forEach(draft::put);
  }

  @SuppressWarnings("unchecked") // the value has just passed the rules of the shorthand's field
  private static <T> Values call(Shorthand.Expansion<T> expansion, @Nullable Object value) {
    return expansion.expand((T) value);
  }
}
