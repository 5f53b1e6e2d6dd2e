/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What became of the expired rows that were in the way of a row to be written. */
enum PostgresRoom {
  /** There were none. */
  FREE,
  /** They were removed. */
  MADE,
  /** They are still there, for something that lives is in the way as well. */
  BLOCKED;

  static PostgresRoom read(ResultSet result) throws SQLException {
    return valueOf(result.getString(1));
  }
}
