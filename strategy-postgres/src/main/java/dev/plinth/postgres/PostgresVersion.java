/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.schema.Entity;
import java.util.List;
import java.util.Objects;

/**
 * What tells two states of a row apart: the transaction that wrote it and where it lies. Any write
 * by anyone changes at least one of them.
 */
record PostgresVersion(String xmin, String ctid) {
  /** Returns the values for the parameters of {@link PostgresColumns#THAT_VERSION}. */
  static List<String> parameters(Entity stored) {
    PostgresVersion version =
        (PostgresVersion)
            Objects.requireNonNull(stored.version(), "the row was not read from PostgreSQL");
    return List.of(version.xmin, version.ctid);
  }
}
