/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

/** The running of a prepared statement. Immutable. */
record CqlRequest(String text, CqlFrame frame) {
  static boolean isRead(String text) {
    return text.startsWith("SELECT ");
  }

  boolean isConditional() {
    return isConditional(text);
  }

  static boolean isConditional(String text) {
    return text.contains(" IF ");
  }

  /** Says whether it writes a row of an entity so that readers see it. */
  static boolean isRowWrite(String text) {
    boolean write = text.contains(" plinth_version = ?, ") || text.startsWith("DELETE ");
    return write && text.contains(" IF plinth_version = ? ");
  }

  /** Says whether it may be sent again: what it writes is the same however often it is written. */
  boolean isRepeatable() {
    return !isConditional()
        || text.contains("SET owner = ?")
        || text.contains("SET plinth_deleting = ");
  }
}
