/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of processing an input: the entity to write, or everything that is wrong with it. A
 * refusal is an ordinary outcome and costs no exception. Immutable.
 */
public final class Verdict {
  private final @Nullable Entity entity;
  private final Violations violations;

  private Verdict(@Nullable Entity entity, Violations violations) {
    this.entity = entity;
    this.violations = violations;
  }

  static Verdict accepted(Entity entity) {
    return new Verdict(entity, Violations.none());
  }

  static Verdict refused(Violations violations) {
    return new Verdict(null, violations);
  }

  /** Says whether the input was accepted. */
  public boolean isAccepted() {
    return entity != null;
  }

  /**
   * Returns the entity to write, complete.
   *
   * @throws IllegalStateException when the input was refused
   */
  public Entity entity() {
    if (entity == null) {
      throw new IllegalStateException("refused: " + violations);
    }
    return entity;
  }

  /** Returns what is wrong; empty when the input was accepted. */
  public Violations violations() {
    return violations;
  }
}
