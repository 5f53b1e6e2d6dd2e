/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the current row of a result. Must be safe for use by many threads. */
@FunctionalInterface
interface RowReader {
  Object read(ResultSet row) throws SQLException;
}
