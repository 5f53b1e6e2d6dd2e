/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

/** The ten families of {@link DaoException}, by what the caller does next. Closed to match. */
public enum Family {
  /** The call itself is wrong: a key, an offset, a size, an option. Mend the program. */
  INVALID,
  /** The input does not fit the schema. Tell who sent it. */
  SCHEMA_VIOLATION,
  /** A primary key or a unique value is taken. */
  DUPLICATE,
  /** A reference leads nowhere. */
  DANGLING,
  /** What was to be deleted is referred to. */
  REFERENCED,
  /** There is no such entity. */
  NOT_FOUND,
  /** The entity is no longer the one that was read. Read it again. */
  CHANGED,
  /** A hook refused. */
  VETOED,
  /** The strategy lacks a capability. */
  UNSUPPORTED,
  /** The store failed. */
  FAULT
}
