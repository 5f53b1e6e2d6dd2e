/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.spi.Column;
import dev.plinth.dao.spi.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Names in CQL. */
final class CassandraNames {
  /** Holds for the tables of the framework itself, whose changes nobody needs to hear of. */
  static final String OWN = "plinth_";

  static final String VERSION = "plinth_version";
  static final String FENCE = "plinth_fence";
  static final String BORN = "plinth_born";
  static final String DELETING = "plinth_deleting";
  static final String CLAIMS = "plinth_claims";
  static final String EXPIRES = "plinth_expires";
  static final String TERMS = "plinth_terms";

  private static final String CLAIM_TABLE = "_plinth_claims";
  private static final int MOST = 48;

  private CassandraNames() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<Column> columns) {
    return columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
  }

  /**
   * Returns the name of a table or an index, of which Cassandra takes letters, digits and
   * underscores only, and 48 of them: others are replaced, and the name made unique by a hash.
   */
  static String fitting(String name) {
    String plain = name.replaceAll("[^a-zA-Z0-9_]", "_");
    if (plain.equals(name) && name.length() <= MOST) {
      return name;
    }
    String hash = Integer.toHexString(name.hashCode());
    return plain.substring(0, Math.min(plain.length(), MOST - hash.length() - 1)) + "_" + hash;
  }

  /** Returns the name of the table that holds the claims of a table's unique values. */
  static String claims(String table) {
    return fitting(table + CLAIM_TABLE);
  }

  static String terms(Table table) {
    return fitting(table.name() + "_plinth_terms_idx");
  }

  static String expires(Table table) {
    return fitting(table.name() + "_plinth_expires_idx");
  }
}
