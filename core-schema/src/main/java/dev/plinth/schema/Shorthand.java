/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that only exists in input: it is validated, expanded into other fields and forgotten.
 * What it expands to wins over what the caller sent. Immutable.
 */
public final class Shorthand<T> {
  private final String name;
  private final Field<T> field;
  private final Expansion<T> expansion;

  private Shorthand(String name, Field<T> field, Expansion<T> expansion) {
    this.name = Objects.requireNonNull(name, "name");
    this.field = Objects.requireNonNull(field, "field");
    this.expansion = Objects.requireNonNull(expansion, "expansion");
  }

  /** Returns a shorthand with the rules of {@code field} for its value. */
  public static <T> Shorthand<T> of(String name, Field<T> field, Expansion<T> expansion) {
    return new Shorthand<>(name, field, expansion);
  }

  /** Returns the name under which the value is sent. */
  public String name() {
    return name;
  }

  Map<String, @Nullable Object> data() {
    return field.with("func", expansion);
  }

  /** What a shorthand stands for: pure, safe for use by many threads. */
  @FunctionalInterface
  public interface Expansion<T> {
    /** Returns the fields that the value stands for. The value is null when null was sent. */
    Values expand(@Nullable T value);
  }
}
