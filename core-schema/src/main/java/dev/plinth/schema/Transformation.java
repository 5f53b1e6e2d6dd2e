/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A computation over an entity's fields, before a write or after a read. Immutable; its functions
 * must be pure and safe for use by many threads.
 */
public final class Transformation {
  private final Map<String, @Nullable Object> data;

  private Transformation(Map<String, @Nullable Object> data) {
    this.data = Collections.unmodifiableMap(data);
  }

  private Transformation with(String key, Object value) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(data);
    next.put(key, value);
    return new Transformation(next);
  }

  /** Returns a transformation of what is written: the values returned are laid over the entity. */
  public static Transformation onWrite(Function<Values, Values> function) {
    return new Transformation(Map.of()).with("on_write", function);
  }

  /** Returns a transformation of what is read: the values returned are laid over the entity. */
  public static Transformation onRead(Function<Values, Values> function) {
    return new Transformation(Map.of()).with("on_read", function);
  }

  /**
   * Runs the transformation only when all of these fields were sent; the caller must send all of
   * them or none.
   */
  public Transformation input(String... fields) {
    return with("input", List.of(fields));
  }

  /** Runs the transformation only when all of these fields are set as well. */
  public Transformation needs(String... fields) {
    return with("needs", List.of(fields));
  }

  Map<String, @Nullable Object> data() {
    return data;
  }
}
