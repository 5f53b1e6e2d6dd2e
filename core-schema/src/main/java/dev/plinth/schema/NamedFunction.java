/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of which nothing is known but its name, in the place of any that a schema file may
 * name. It finds nothing wrong and makes nothing. Equal to others of the same name.
 */
record NamedFunction(String name)
    implements ValueRule, Check.Rule, Shorthand.Expansion<Object>, UnaryOperator<Values> {
  @Override
  public @Nullable String test(Object value) {
    return null;
  }

  @Override
  public @Nullable String test(Values values) {
    return null;
  }

  @Override
  public Values expand(@Nullable Object value) {
    return Values.none();
  }

  @Override
  public Values apply(Values values) {
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}
