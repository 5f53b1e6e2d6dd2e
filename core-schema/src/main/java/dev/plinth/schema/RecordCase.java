/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as they are in one case: completed by some declarations, and judged by
 * some, which differ where subschemas do. What becomes of a value the engine is asked. Immutable.
 */
final class RecordCase {
  private final RecordSchema schema;
  private final Subschemas.@Nullable Subschema completing;
  private final Subschemas.@Nullable Subschema judging;

  RecordCase(
      RecordSchema schema,
      Subschemas.@Nullable Subschema completing,
      Subschemas.@Nullable Subschema judging) {
    this.schema = schema;
    this.completing = completing;
    this.judging = judging;
  }

  /** Returns the only case of a record without subschemas. */
  static RecordCase plain(RecordSchema schema) {
    return new RecordCase(schema, null, null);
  }

  List<String> names() {
    return schema.layout().names();
  }

  int place(String name) {
    return schema.layout().place(name);
  }

  private FieldNode completer(int place) {
    return in(completing, place);
  }

  FieldNode judge(int place) {
    return in(judging, place);
  }

  /** Returns the field if it is a record, the same to complete and to judge; else null. */
  @Nullable RecordNode nested(int place) {
    return judge(place) instanceof RecordNode node && !node.isAbstract && node == completer(place)
        ? node
        : null;
  }

  private FieldNode in(Subschemas.@Nullable Subschema subschema, int place) {
    FieldNode special = subschema == null ? null : subschema.field(place);
    return special == null ? schema.field(place) : special;
  }

  /** Returns what a value, or an absent one, is after completion. */
  @Nullable Object completed(int place, @Nullable Object value) {
    return completer(place).process(value, JsonSchemaValues.INSERT);
  }

  /** Says whether a value, or an absent one, passes the rules of its field. */
  boolean takes(int place, @Nullable Object value) {
    Object completed = completed(place, value);
    boolean nothing = completed == null || completed == Absent.VALUE;
    if (nothing && schema.field(place).required) {
      return false;
    }
    return completed == Absent.VALUE
        || isUnjudged(place)
        || judge(place).validate(completed, false) == null;
  }

  /** Says whether the engine takes any value of the field, but for a null that is refused. */
  boolean isUnjudged(int place) {
    return names().get(place).equals("updated_at");
  }

  /** Says whether the value sent is of no account. */
  boolean isOverwritten(int place) {
    return completer(place) instanceof ScalarNode scalar && scalar.isOverwritten();
  }
}
