/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a store would work now, with its version or what is in the way. Immutable. */
public final class Health {
  private final @Nullable String version;
  private final @Nullable String problem;

  private Health(@Nullable String version, @Nullable String problem) {
    this.version = version;
    this.problem = problem;
  }

  /** Returns that all is well with a store of this version. */
  public static Health up(String version) {
    return new Health(Objects.requireNonNull(version, "version"), null);
  }

  /** Returns that it would not work, and why. */
  public static Health down(String problem) {
    return new Health(null, Objects.requireNonNull(problem, "problem"));
  }

  /** Says whether it would work. */
  public boolean isUp() {
    return problem == null;
  }

  /** Returns the version of the store. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** Returns what is in the way. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public String toString() {
    return problem == null ? "up, version " + version : "down: " + problem;
  }
}
