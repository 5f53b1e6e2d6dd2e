/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

/**
 * What an application does before or after each operation on a schema. Must be safe for use by many
 * threads.
 */
public interface Hook {
  /** Called before the store is asked. Throw {@link DaoException.Vetoed} to refuse. */
  default void before(Operation operation) {}

  /** Called after the store has answered; nothing is undone when it throws. */
  default void after(Operation operation) {}
}
