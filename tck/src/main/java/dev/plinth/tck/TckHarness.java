/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Strategy;

/**
 * What an author provides: the strategy under test. The class must have a constructor without
 * parameters.
 */
public interface TckHarness {
  /**
   * Opens the strategy on a place of its own for this scope, such as a schema or a keyspace of that
   * name. Called again, it opens another instance on the same place.
   */
  Strategy open(Scope scope);
}
