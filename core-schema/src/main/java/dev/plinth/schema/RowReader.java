/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** Reads a JSON object straight into the slots of a record, with no tree between. */
final class RowReader {
  private static final int FEW = 4;

  private final JsonParser parser;

  RowReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Returns the object that begins at the current token; of two equal names the later counts. */
  Draft read(RecordSchema schema) {
    Layout layout = schema.layout();
    Draft draft = new Draft(layout);
    while (true) {
      int place = parser.nextNameMatch(layout.matcher());
      if (place == PropertyNameMatcher.MATCH_END_OBJECT) {
        return draft;
      }
      if (place >= 0) {
        parser.nextToken();
        draft.slots[place] =
            schema.isSpecialized(place) ? Json.value(parser) : value(schema.field(place));
      } else {
        String name = parser.currentName();
        parser.nextToken();
        draft.put(name, Json.value(parser));
      }
    }
  }

  private @Nullable Object value(FieldNode field) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT && field instanceof RecordNode record) {
      return read(record.schema());
    }
    if (token == JsonToken.START_OBJECT && field instanceof ForeignNode) {
      return entries();
    }
    return token == JsonToken.START_ARRAY && field instanceof ListNode list
        ? elements(list.element())
        : Json.value(parser);
  }

  private FixedList elements(FieldNode element) {
    @Nullable Object[] elements = new @Nullable Object[FEW];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, 2 * size);
      }
      elements[size++] = value(element);
    }
    return new FixedList(size == elements.length ? elements : Arrays.copyOf(elements, size));
  }

  private Object entries() {
    @Nullable Object[] entries = new @Nullable Object[2];
    int size = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      parser.nextToken();
      entries[size] = name;
      entries[size + 1] = Json.value(parser);
      size += 2;
    }
    return FixedMap.of(size == entries.length ? entries : Arrays.copyOf(entries, size));
  }
}
