/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;

/** Makes what a store throws, so that codes, texts and fields are the same on every store. */
public final class Failures {
  private Failures() {}

  /** Returns that another row has the entity's values in a unique index. */
  public static DaoException duplicate(Table table, Index index, Entity entity) {
    return Pending.value();
  }

  /** Returns that the entity refers to a row that is not there. */
  public static DaoException dangling(Table table, Reference reference, Entity entity) {
    return Pending.value();
  }

  /** Returns that rows refer to the one to be deleted. */
  public static DaoException referenced(Reference reference) {
    return Pending.value();
  }

  /** Returns that the row is no longer the one that was read, or gone. */
  public static DaoException changed(Table table, Key key) {
    return Pending.value();
  }

  /** Returns that a scan was given a position that the store did not make. */
  public static DaoException invalidPosition(String why) {
    return Pending.value();
  }

  /** Returns that the strategy lacks a capability. */
  public static DaoException unsupported(Capability capability, String message) {
    return new DaoException.Unsupported(capability, message);
  }

  /** Returns that the store failed in a way that may pass, and that nothing was written. */
  public static DaoException retryable(String message, Throwable cause) {
    return new DaoException.Fault(message, true, true, cause);
  }

  /** Returns that the store failed in a way that will not pass, and that nothing was written. */
  public static DaoException permanent(String message, Throwable cause) {
    return new DaoException.Fault(message, false, true, cause);
  }

  /** Returns that the store failed and that it is not known whether it has written. */
  public static DaoException outcomeUnknown(String message, Throwable cause) {
    return new DaoException.Fault(message, false, false, cause);
  }
}
