/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hooks of one schema, called in order. Safe for use by many threads. */
final class Hooks {
  private final EntityType type;
  private final List<Hook> hooks;

  Hooks(EntityType type, List<Hook> hooks) {
    this.type = type;
    this.hooks = List.copyOf(hooks);
  }

  boolean isEmpty() {
    return hooks.isEmpty();
  }

  void before(Operation.Kind kind, @Nullable Entity stored, @Nullable Entity next) {
    if (!hooks.isEmpty()) {
      Operation operation = new Operation(kind, type, stored, next);
      hooks.forEach(hook -> hook.before(operation));
    }
  }

  void after(Operation.Kind kind, @Nullable Entity stored, @Nullable Entity next) {
    if (!hooks.isEmpty()) {
      Operation operation = new Operation(kind, type, stored, next);
      hooks.forEach(hook -> hook.after(operation));
    }
  }
}
