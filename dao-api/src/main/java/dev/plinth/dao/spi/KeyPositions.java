/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Key;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places in the order of primary keys as {@link Slice#position}, for stores that page by key: each
 * part with its length before it.
 */
public final class KeyPositions {
  private KeyPositions() {}

  /** Returns the place of the row with this primary key, or the text of another index's key. */
  public static String encode(Key key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String part = String.valueOf(key.part(i));
      text.append(part.length()).append(':').append(part);
    }
    return text.toString();
  }

  /**
   * Returns the primary key at a place. Throws {@link Failures#invalidPosition} when it is none of
   * the table.
   */
  public static Key decode(Table table, String position) {
    return decode(table.primary(), position);
  }

  /**
   * Returns the key of an index that was encoded. Throws {@link Failures#invalidPosition} when it
   * is none of the index.
   */
  public static Key decode(Index index, String position) {
    List<@Nullable Object> parts = new ArrayList<>();
    try {
      int at = 0;
      for (Column column : index.columns()) {
        int colon = position.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(position.substring(at, colon));
        parts.add(part(column, position.substring(colon + 1, end)));
        at = end;
      }
      if (at != position.length()) {
        throw Failures.invalidPosition("bad json encoding");
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
      throw Failures.invalidPosition("bad json encoding");
    }
    return Key.ofParts(parts);
  }

  private static Object part(Column column, String text) {
    return switch (column.type()) {
      case UUID -> UUID.fromString(text);
      case INT64 -> Long.valueOf(text);
      case FLOAT64 -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case INSTANT -> Instant.parse(text);
      case TEXT, JSON, TEXT_LIST, UUID_LIST, INT64_LIST, FLOAT64_LIST, BOOLEAN_LIST, INSTANT_LIST ->
          text;
    };
  }
}
