/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled fields of a record by place, with what is the same for each input worked out once:
 * what an absent value becomes, and which of those need no judgement. Immutable.
 */
final class FieldNodes {
  /** Stands where nothing can be said before there is an input. */
  private static final Object OPEN = new Object();

  private final FieldNode[] nodes;

  /** What an absent value becomes in an insert. */
  private final @Nullable Object[] fills;

  /** Whether a value that is there stays as it is in an insert. */
  private final boolean[] steady;

  private final boolean[] nullable;

  /** The defaults that have been judged already, and what they are in Java. */
  private final @Nullable Object[] judged;

  private final @Nullable Object[] finished;

  FieldNodes(List<FieldNode> fields) {
    int size = fields.size();
    this.nodes = fields.toArray(new FieldNode[0]);
    this.fills = new @Nullable Object[size];
    this.steady = new boolean[size];
    this.nullable = new boolean[size];
    this.judged = new @Nullable Object[size];
    this.finished = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      FieldNode node = nodes[i];
      fills[i] = node.fillsAlike() ? node.alike() : OPEN;
      steady[i] = node.isSteady();
      nullable[i] = node.isNullAllowed();
      Object value = node.judgedDefault();
      judged[i] = value == null ? OPEN : value;
      finished[i] = value == null ? null : node.finish(value);
    }
  }

  FieldNode get(int place) {
    return nodes[place];
  }

  /** Completes each value in its place. */
  void complete(@Nullable Object[] slots, Context context) {
    if (context.makesValues() && !context.expands()) {
      completeNew(slots, context);
      return;
    }
    boolean reads = context.reads();
    for (int i = 0; i < nodes.length; i++) {
      Object value = nodes[i].process(slots[i], context);
      slots[i] = reads ? nodes[i].read(value, context) : value;
    }
  }

  private void completeNew(@Nullable Object[] slots, Context context) {
    for (int i = 0; i < nodes.length; i++) {
      Object value = slots[i];
      Object made = value == Absent.VALUE ? fills[i] : steady[i] ? value : OPEN;
      put(slots, i, value, made == OPEN ? nodes[i].process(value, context) : made);
    }
  }

  /** Stores what has changed: to store a reference is dearer than to compare it. */
  private static void put(
      @Nullable Object[] slots, int place, @Nullable Object before, @Nullable Object after) {
    if (after != before) {
      slots[place] = after;
    }
  }

  /**
   * Adds what is wrong with values that are not absent, under the names given.
   *
   * @param left the place of a field that is not judged; -1 for none
   */
  void validate(
      @Nullable Object[] slots, int left, boolean updating, List<String> names, ErrorTable errors) {
    for (int i = 0; i < nodes.length; i++) {
      Object value = slots[i];
      boolean right = value == null ? nullable[i] : value == judged[i] || value == Absent.VALUE;
      if (!right && i != left) {
        Object wrong = nodes[i].validate(value, updating);
        if (wrong != null) {
          errors.add(names.get(i), wrong);
        }
      }
    }
  }

  /** Turns each value into the Java type of its field, in its place; what is absent into null. */
  void finish(@Nullable Object[] slots) {
    for (int i = 0; i < nodes.length; i++) {
      Object value = slots[i];
      if (value == Absent.VALUE) {
        slots[i] = null;
      } else if (value != null) {
        put(slots, i, value, value == judged[i] ? finished[i] : nodes[i].finish(value));
      }
    }
  }
}
