/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import dev.plinth.schema.ErrorTable.Problem;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much is taken in one value. What is within these limits can be written as JSON and read back;
 * what is not, such as a list that holds itself, is refused before anything is made of it.
 */
final class Limits {
  /** Levels of lists and objects in a JSON value: with those of a schema, fewer than are read. */
  static final int DEPTH = 64;

  /** Elements of a collection, and all values in a JSON value. */
  static final int ELEMENTS = 100_000;

  /** Characters of a text. */
  static final int TEXT = 16_000_000;

  /** Characters of a name in a map or a JSON object. */
  static final int NAME = 2_000;

  /** Fields of one record or entity that are not declared. */
  static final int STRAYS = 1_000;

  /** Values in all collections of one entity. */
  static final int TOTAL = 1_000_000;

  /** Stands in the place of a collection that would make the total too large. */
  static final Object EXCESS = new Object();

  private static final String RULE = "limit";
  private static final Problem TOO_MUCH =
      new Problem("must have at most " + TOTAL + " elements in all collections, not more", RULE);

  private Limits() {}

  /** Returns what is wrong with a value that is no collection. */
  static Problem none(Object value, Problem wrongType) {
    return value == EXCESS ? TOO_MUCH : wrongType;
  }

  /** Returns that there are too many elements, or null. */
  static @Nullable Problem elements(int count) {
    return count <= ELEMENTS ? null : exceeded("elements", ELEMENTS, count);
  }

  /** Returns that a text is too long, or null. */
  static @Nullable Problem text(String text) {
    return text.length() <= TEXT ? null : exceeded("characters", TEXT, text.length());
  }

  /** Returns that a name is too long, or null. */
  static @Nullable Problem name(@Nullable Object name) {
    return name instanceof String text && text.length() > NAME
        ? exceeded("characters in a name", NAME, text.length())
        : null;
  }

  /** Returns that there are too many fields that are not declared, or null. */
  static @Nullable Problem strays(int count) {
    return count <= STRAYS ? null : exceeded("unknown fields", STRAYS, count);
  }

  /** Returns why a JSON value is too large or too deep, or null. It may hold itself. */
  static @Nullable Problem json(Object value) {
    return value instanceof Collection || value instanceof Map || value instanceof Values
        ? new Count().problem(value, 1)
        : null;
  }

  private static Problem exceeded(String what, int limit, int found) {
    return new Problem("must have at most " + limit + " " + what + ", not " + found, RULE);
  }

  /** Counts values on all levels, no more than the limit. */
  private static final class Count {
    private int left = ELEMENTS;

    @Nullable Problem problem(@Nullable Object value, int depth) {
      if (value instanceof Map<?, ?> map) {
        return all(map.values(), depth);
      }
      if (value instanceof Values values) {
        return all(values.toMap().values(), depth);
      }
      return value instanceof Collection<?> list ? all(list, depth) : null;
    }

    private @Nullable Problem all(Collection<?> values, int depth) {
      if (depth > DEPTH) {
        return new Problem("must be nested at most " + DEPTH + " levels deep, not more", RULE);
      }
      left -= values.size();
      if (left < 0) {
        return new Problem("must have at most " + ELEMENTS + " values in all, not more", RULE);
      }
      for (Object one : values) {
        Problem problem = problem(one, depth + 1);
        if (problem != null) {
          return problem;
        }
      }
      return null;
    }
  }
}
