/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a composite cache key as one text: unambiguous, with the workspace, nulls as
 * values.
 */
final class CacheKey {
  private CacheKey() {}

  static String of(List<Column> columns, Entity entity) {
    StringBuilder text = new StringBuilder();
    append(text, entity.workspace());
    for (Column column : columns) {
      append(text, KeyParts.unsigned(column.get(entity)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object part) {
    if (part == null) {
      text.append('-');
    } else {
      String value = part.toString();
      text.append(value.length()).append(':').append(value);
    }
  }
}
