/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

/**
 * What went wrong, with a number and a name that do not change. May grow: a switch over it needs a
 * {@code default}; {@link Family} does not.
 */
public enum ErrorCode {
  /** A primary key that does not fit the schema. */
  INVALID_PRIMARY_KEY(1, "invalid primary key"),
  /** An input that does not fit the schema. */
  SCHEMA_VIOLATION(2, "schema violation"),
  /** A primary key that is taken. */
  PRIMARY_KEY_VIOLATION(3, "primary key violation"),
  /** A reference to nothing, or a delete of what is referred to. */
  FOREIGN_KEY_VIOLATION(4, "foreign key violation"),
  /** A unique value that is taken. */
  UNIQUE_VIOLATION(5, "unique constraint violation"),
  /** No such entity. */
  NOT_FOUND(6, "not found"),
  /** A page offset that is none, or one of another query. */
  INVALID_OFFSET(7, "invalid offset"),
  /** A failure of the store. */
  DATABASE_ERROR(8, "database error"),
  /** A page size out of range. */
  INVALID_SIZE(9, "invalid size"),
  /** A value that a unique field cannot have. */
  INVALID_UNIQUE(10, "invalid unique %s"),
  /** An option that does not fit the call. */
  INVALID_OPTIONS(11, "invalid options"),
  /** An operation that the store cannot do. */
  OPERATION_UNSUPPORTED(12, "operation unsupported"),
  /** A reference by a unique value that nothing has. */
  FOREIGN_KEYS_UNRESOLVED(13, "foreign keys unresolved"),
  /** A transformation that failed. */
  TRANSFORMATION_ERROR(15, "transformation error"),
  /** A foreign key that does not fit the schema. */
  INVALID_FOREIGN_KEY(16, "invalid foreign key"),
  /** A workspace that does not exist. */
  INVALID_WORKSPACE(17, "invalid workspace"),
  /** A look-up across workspaces by what is unique within one only. */
  INVALID_UNIQUE_GLOBAL(18, "invalid global query"),
  /** The entity is no longer the one that was read. */
  CHANGED(20, "changed"),
  /** A hook refused. */
  VETOED(21, "vetoed"),
  /** A query on a field that was not declared for it. */
  INVALID_QUERY(22, "invalid query");

  private final int number;
  private final String text;

  ErrorCode(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** Returns the number. */
  public int number() {
    return number;
  }

  /** Returns the name in words; {@code %s} in it stands for a field. */
  public String text() {
    return text;
  }
}
