/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;

/** The tables of a store, and the statements that make them. */
public interface Catalogue {
  /** Says whether there is a table of this name. */
  boolean exists(String table);

  /** Returns the names of all tables. */
  List<String> tables();

  /** Returns the statements that make the table and its indexes where they are not there. */
  List<String> create(Table table);

  /** Returns the statements that remove the table. */
  List<String> drop(String table);
}
