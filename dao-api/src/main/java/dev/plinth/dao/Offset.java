/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place in a query where its next page starts: an opaque text that survives a restart. Valid
 * for the query that gave it only. Immutable.
 */
public final class Offset {
  private final String text;

  private Offset(String text) {
    this.text = text;
  }

  /**
   * Returns the offset of a text given by {@link #toString} earlier. What is wrong with it is said
   * by the query that uses it.
   */
  public static Offset parse(String text) {
    return new Offset(Objects.requireNonNull(text, "text"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Offset that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the text; made of letters, digits, {@code -} and {@code _}. */
  @Override
  public String toString() {
    return text;
  }
}
