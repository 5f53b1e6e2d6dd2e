/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Key;

/** Makes the exceptions that arise in the engine itself, with the model's texts. */
final class Errors {
  private Errors() {}

  static DaoException.NotFound notFound(EntityType type, Key key) {
    return Pending.value();
  }
}
