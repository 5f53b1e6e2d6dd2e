/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Terms about the value at a path of names after completion, in words about what was sent: an
 * absent field may have a default, an empty record may become one that is not.
 */
final class JsonSchemaPaths {
  private static final Object OBJECT = JsonTerms.term("type", "object");

  /** What counts as empty; the marker of an absent value stands for null. */
  private static final List<Object> EMPTY = List.of(Absent.VALUE, "", List.of(), Map.of());

  private final RecordCase record;

  JsonSchemaPaths(RecordCase record) {
    this.record = record;
  }

  /** What is asked of the value at a path. */
  interface Test {
    /** Returns the term for what may be sent in the place of a field so that it holds. */
    Object sent(RecordCase record, int place);

    /** Says whether it holds for a value after completion. */
    boolean holds(@Nullable Object completed);
  }

  /**
   * Returns the term for entities in which the test holds for the value at the path; null when
   * there is no such term.
   */
  @Nullable Object where(String path, Test test) {
    return where(record, path.split("\\.", -1), 0, test);
  }

  private static @Nullable Object where(RecordCase record, String[] path, int at, Test test) {
    int place = record.place(path[at]);
    if (place < 0) {
      return at + 1 == path.length ? constant(test.holds(Absent.VALUE)) : null;
    }
    if (record.isOverwritten(place)) {
      return constant(test.holds(record.completed(place, null)));
    }
    Object sent =
        at + 1 == path.length
            ? test.sent(record, place)
            : inside(record, place, path, at + 1, test);
    if (sent == null) {
      return null;
    }
    boolean required = !record.takes(place, Absent.VALUE);
    if (required && sent.equals(JsonTerms.NOTHING)) {
      return JsonTerms.NOTHING;
    }
    boolean absent = test.holds(value(record.completed(place, Absent.VALUE), path, at + 1));
    return required || absent ? JsonTerms.mayHave(path[at], sent) : JsonTerms.has(path[at], sent);
  }

  /** Returns the term for a record in which the test holds: an object, or what stands for one. */
  private static @Nullable Object inside(
      RecordCase record, int place, String[] path, int at, Test test) {
    RecordNode node = record.nested(place);
    Object inner = node == null ? null : where(RecordCase.plain(node.schema()), path, at, test);
    if (inner == null) {
      return null;
    }
    List<String> types = new ArrayList<>(List.of("object"));
    if (test.holds(value(record.completed(place, List.of()), path, at))) {
      types.add("array");
    }
    if (test.holds(Absent.VALUE)) {
      types.add("null");
    }
    if (types.size() == 1) {
      return JsonTerms.allOf(OBJECT, inner);
    }
    Object object = JsonTerms.when(OBJECT, inner);
    return types.size() == 3 ? object : JsonTerms.allOf(JsonTerms.term("type", types), object);
  }

  private static @Nullable Object value(@Nullable Object completed, String[] path, int at) {
    if (at == path.length) {
      return completed;
    }
    return completed instanceof Draft draft
        ? FieldPath.of(
                String.join(".", java.util.Arrays.copyOfRange(path, at, path.length)), draft.layout)
            .in(draft)
        : Absent.VALUE;
  }

  private static Object constant(boolean holds) {
    return holds ? JsonTerms.ANYTHING : JsonTerms.NOTHING;
  }

  /** Returns the term for entities in which the value is neither null nor empty. */
  @Nullable Object nonEmpty(String path) {
    return where(path, NON_EMPTY);
  }

  /** Returns the term for entities in which there is no value, be it null, after completion. */
  @Nullable Object absent(String path) {
    return where(path, ABSENT);
  }

  /** Returns the term for entities in which the value is a reference to a secret. */
  @Nullable Object reference(String path) {
    return where(path, SECRET);
  }

  private static final Test NON_EMPTY =
      new Test() {
        @Override
        public Object sent(RecordCase record, int place) {
          List<@Nullable Object> empty = new ArrayList<>();
          for (Object value : EMPTY) {
            Object one = value == Absent.VALUE ? null : value;
            if (record.takes(place, one) && Lua.isEmpty(record.completed(place, one))) {
              empty.add(one);
            }
          }
          if (empty.isEmpty()) {
            return JsonTerms.ANYTHING;
          }
          return JsonTerms.not(
              empty.size() == 1 && empty.get(0) == null
                  ? JsonTerms.term("type", "null")
                  : JsonTerms.term("enum", empty));
        }

        @Override
        public boolean holds(@Nullable Object completed) {
          return !Lua.isEmpty(completed);
        }
      };

  private static final Test ABSENT =
      new Test() {
        @Override
        public Object sent(RecordCase record, int place) {
          return JsonTerms.NOTHING;
        }

        @Override
        public boolean holds(@Nullable Object completed) {
          return completed == Absent.VALUE;
        }
      };

  private static final Test SECRET =
      new Test() {
        @Override
        public Object sent(RecordCase record, int place) {
          return JsonTerms.allOf(JsonTerms.term("type", "string"), JsonSchemaValues.REFERENCE);
        }

        @Override
        public boolean holds(@Nullable Object completed) {
          return ScalarNode.isReference(completed);
        }
      };
}
