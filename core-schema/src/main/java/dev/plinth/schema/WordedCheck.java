/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/** A check of a value by an application's function that words its failure itself. */
record WordedCheck<T>(Functions.Rule<T> rule) implements ValueRule {
  @Override
  @SuppressWarnings("unchecked") // the field's type was checked before its rules
  public @Nullable String test(Object value) {
    return rule.test((T) value);
  }

  @Override
  public boolean isOfApplication() {
    return true;
  }
}
