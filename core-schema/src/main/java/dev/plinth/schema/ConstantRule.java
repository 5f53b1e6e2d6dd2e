/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule of which what it says is always the same, so that it can be made once. */
record ConstantRule(String message, Predicate<Object> holds) implements ValueRule {
  @Override
  public @Nullable String test(Object value) {
    return holds.test(value) ? null : message;
  }
}
