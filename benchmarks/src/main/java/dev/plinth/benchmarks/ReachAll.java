/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * Lets Hibernate Validator look at all that there is. The resolver that it takes where it sees a
 * persistence library asks that one about each field, at several times the cost.
 */
final class ReachAll implements TraversableResolver {
  @Override
  public boolean isReachable(
      @Nullable Object owner,
      Path.Node node,
      Class<?> root,
      Path pathToOwner,
      ElementType elementType) {
    return true;
  }

  @Override
  public boolean isCascadable(
      @Nullable Object owner,
      Path.Node node,
      Class<?> root,
      Path pathToOwner,
      ElementType elementType) {
    return true;
  }
}
