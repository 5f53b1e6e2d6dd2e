/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.function.Consumer;

/**
 * The optional part of a strategy that looks for what should not be in its tables: what crashed
 * writers have left, and what others have done to them. The store may be in use meanwhile.
 */
public interface Doctor {
  /**
   * Looks through the tables and passes on what is found, one after another, without keeping it.
   * Changes nothing. A finding may be repaired when it is passed on, or later.
   */
  void examine(Consumer<Finding> findings);
}
