/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named field and the typed handle of its value: {@code entity.get(USERNAME)}.
 *
 * <p>Not bound to a compiled type, so it can be a constant, be it beside a schema file, and
 * survives several schema sets. Reading by it allocates nothing: it remembers where its value lies
 * in the first eight record types it met, and looks it up by name in the others. Safe for use by
 * many threads.
 */
public final class Attribute<T> {
  private static final int REMEMBERED = 8;

  private final String name;
  private final @Nullable Field<T> field;
  private final @Nullable Class<?> javaType;

  // Append-only and published by the volatile count: a racing append may be lost, never torn.
  private final @Nullable Layout[] layouts = new @Nullable Layout[REMEMBERED];
  private final int[] places = new int[REMEMBERED];
  private volatile int remembered;

  private Attribute(String name, @Nullable Field<T> field, @Nullable Class<?> javaType) {
    this.name = Objects.requireNonNull(name, "name");
    this.field = field;
    this.javaType = javaType;
  }

  static <T> Attribute<T> of(String name, Field<T> field) {
    return new Attribute<>(name, field, null);
  }

  /**
   * Returns a handle for a field declared elsewhere, such as in a schema file. The class is checked
   * at the first value read.
   */
  public static <T> Attribute<T> of(String name, Class<T> type) {
    return new Attribute<>(name, null, type);
  }

  /** Returns a handle for a list field declared elsewhere. */
  public static <E> Attribute<List<E>> listOf(String name, Class<E> element) {
    Objects.requireNonNull(element, "element");
    return new Attribute<>(name, null, List.class);
  }

  /** Returns a handle for a set field declared elsewhere. */
  public static <E> Attribute<Set<E>> setOf(String name, Class<E> element) {
    Objects.requireNonNull(element, "element");
    return new Attribute<>(name, null, Set.class);
  }

  /** Returns the field's name. */
  public String name() {
    return name;
  }

  /** Returns the field's declaration; null for a handle of a field declared elsewhere. */
  public @Nullable Field<T> field() {
    return field;
  }

  /** Returns the place of this attribute in the layout, or -1 when it has no such field. */
  int placeIn(Layout layout) {
    int known = remembered;
    for (int i = 0; i < known; i++) {
      if (layouts[i] == layout) {
        return places[i];
      }
    }
    return remember(layout);
  }

  private synchronized int remember(Layout layout) {
    int place = layout.place(name);
    int known = remembered;
    if (known < REMEMBERED) {
      layouts[known] = layout;
      places[known] = place;
      remembered = known + 1;
    }
    return place;
  }

  @SuppressWarnings(
      "unchecked") // the schema that made the value made this attribute, or the class is checked
  // here
  @Nullable T cast(@Nullable Object value) {
    if (javaType != null && value != null && !javaType.isInstance(value)) {
      throw new ClassCastException(
          "'"
              + name
              + "' is a "
              + value.getClass().getSimpleName()
              + ", not a "
              + javaType.getSimpleName());
    }
    return (T) value;
  }

  @Override
  public String toString() {
    return name;
  }
}
