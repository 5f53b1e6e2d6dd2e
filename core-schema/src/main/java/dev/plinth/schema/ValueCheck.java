/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A check of a value by an application's predicate, with the message of its failure: the Java form
 * of the attribute {@code custom_validator}.
 */
record ValueCheck<T>(String message, Predicate<T> predicate) implements ValueRule {
  @Override
  @SuppressWarnings("unchecked") // the field's type was checked before its rules
  public @Nullable String test(Object value) {
    return predicate.test((T) value) ? null : message;
  }

  @Override
  public boolean isOfApplication() {
    return true;
  }
}
