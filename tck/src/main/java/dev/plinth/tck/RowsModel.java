/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a unique value and a content, as one thread would find them. A refusal tells of one
 * thing, the one that it names: of a taken value that another row has it, not whether the row to be
 * changed was there at the same moment. Immutable.
 *
 * @param unique the name of the unique field
 * @param content the name of the other
 */
record RowsModel(String unique, String content)
    implements Linearizability.Model<Map<Key, Call.Row>, Call> {

  @Override
  public Map<Key, Call.Row> start() {
    return Map.of();
  }

  @Override
  public @Nullable Map<Key, Call.Row> after(Map<Key, Call.Row> rows, Call call) {
    Key found = find(rows, call.target());
    boolean holds =
        switch (call.result().answer()) {
          case NOTHING -> found == null;
          case KEY_TAKEN -> call.made() != null && rows.containsKey(call.made());
          case VALUE_TAKEN -> isTaken(rows, call);
          case DONE -> found != null;
          case ROW, UNKNOWN -> true;
        };
    if (!holds) {
      return null;
    }
    return switch (call.result().answer()) {
      case NOTHING, KEY_TAKEN, VALUE_TAKEN -> rows;
      case DONE -> without(rows, Objects.requireNonNull(found));
      case ROW, UNKNOWN -> changed(rows, call, found);
    };
  }

  @Override
  public boolean changes(Call call) {
    return switch (call.result().answer()) {
      case NOTHING, KEY_TAKEN, VALUE_TAKEN -> false;
      case ROW, DONE, UNKNOWN -> call.kind() != Call.Kind.SELECT;
    };
  }

  /** Returns the primary key of the row with a key; null when there is none. */
  private @Nullable Key find(Map<Key, Call.Row> rows, Key key) {
    if (key.isPrimary()) {
      return rows.containsKey(key) ? key : null;
    }
    return holder(rows, key.part(0));
  }

  private static @Nullable Key holder(Map<Key, Call.Row> rows, @Nullable Object value) {
    for (Map.Entry<Key, Call.Row> row : rows.entrySet()) {
      if (value != null && value.equals(row.getValue().value())) {
        return row.getKey();
      }
    }
    return null;
  }

  private boolean isTaken(Map<Key, Call.Row> rows, Call call) {
    Key holder = holder(rows, value(call));
    return holder != null && !holder.equals(call.target());
  }

  /** Returns the value that the row is to have, if it is mentioned. */
  @Nullable Object value(Call call) {
    return call.target().isPrimary() || call.sent().mentions(unique)
        ? call.sent().get(unique)
        : call.target().part(0);
  }

  private @Nullable Map<Key, Call.Row> changed(
      Map<Key, Call.Row> rows, Call call, @Nullable Key found) {
    Call.Row before = found == null ? null : rows.get(found);
    if (call.kind() == Call.Kind.DELETE) {
      return found == null ? null : without(rows, found);
    }
    Key key = found != null ? found : call.made();
    Call.Row next =
        switch (call.kind()) {
          case SELECT -> before;
          case INSERT -> before == null ? whole(call) : null;
          case UPDATE -> before == null ? null : merged(before, call);
          default -> found == null && rows.containsKey(key) ? null : whole(call);
        };
    if (key == null || next == null || !isAnswer(call.result(), key, next)) {
      return null;
    }
    Key holder = holder(rows, next.value());
    return holder == null || holder.equals(key) ? with(rows, key, next) : null;
  }

  private static boolean isAnswer(Call.Result result, Key key, Call.Row row) {
    return result.answer() == Call.Answer.UNKNOWN
        || (key.equals(result.key()) && row.equals(result.row()));
  }

  private Call.Row whole(Call call) {
    return new Call.Row(value(call), call.sent().get(content));
  }

  private Call.Row merged(Call.Row before, Call call) {
    return new Call.Row(
        call.sent().mentions(unique) ? call.sent().get(unique) : before.value(),
        call.sent().mentions(content) ? call.sent().get(content) : before.content());
  }

  private static Map<Key, Call.Row> with(Map<Key, Call.Row> rows, Key key, Call.Row row) {
    if (row.equals(rows.get(key))) {
      return rows;
    }
    Map<Key, Call.Row> next = new HashMap<>(rows);
    next.put(key, row);
    return next;
  }

  private static Map<Key, Call.Row> without(Map<Key, Call.Row> rows, Key key) {
    Map<Key, Call.Row> next = new HashMap<>(rows);
    next.remove(key);
    return next;
  }
}
