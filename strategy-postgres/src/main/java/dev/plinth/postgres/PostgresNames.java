/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import dev.plinth.dao.spi.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Names in SQL: always quoted, and never longer than PostgreSQL keeps them. */
final class PostgresNames {
  /** What the names of Plinth's own tables begin with. */
  static final String OWN = "plinth_";

  private static final int BYTES = 63;

  private PostgresNames() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<String> names) {
    return names.stream().map(PostgresNames::quoted).collect(Collectors.joining(", "));
  }

  /**
   * Returns the name of a constraint or an index; a long one is cut and made unique by a hash of
   * the whole.
   */
  static String constraint(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= BYTES) {
      return name;
    }
    String hash = Integer.toHexString(name.hashCode());
    String cut = name;
    while (cut.getBytes(StandardCharsets.UTF_8).length > BYTES - hash.length() - 1) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut + "_" + hash;
  }

  /** Returns the name of the constraint behind a reference. */
  static String constraint(Reference reference) {
    return constraint(reference.childTable() + "_" + reference.field() + "_fkey");
  }
}
