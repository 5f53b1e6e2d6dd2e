/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;

/** A way to find rows by the values of some columns. Immutable. */
public final class Index {
  private final String name;
  private final Kind kind;
  private final List<String> fields;
  private final List<Column> columns;
  private final boolean byWorkspace;

  Index(String name, Kind kind, List<String> fields, List<Column> columns, boolean byWorkspace) {
    this.name = name;
    this.kind = kind;
    this.fields = List.copyOf(fields);
    this.columns = List.copyOf(columns);
    this.byWorkspace = byWorkspace;
  }

  /**
   * Returns the name: {@code <table>_pkey} for the primary key, {@code <table>_<field>_key} for a
   * unique one, {@code <table>_<field>_idx} for another.
   */
  public String name() {
    return name;
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns the fields of the schema that the index is about. */
  public List<String> fields() {
    return fields;
  }

  /**
   * Returns the columns; the workspace is the first where the index is per workspace. A {@link
   * dev.plinth.schema.Key} for this index has one part for each.
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Says whether the workspace is part of what is looked up: as the first of the columns, or within
   * the text of a cache key.
   */
  public boolean isByWorkspace() {
    return byWorkspace;
  }

  /** Says whether no two rows may have the same values, none of them null. */
  public boolean isUnique() {
    return kind != Kind.PLAIN;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The kind of an index. Closed to match. */
  public enum Kind {
    /** The primary key. */
    PRIMARY,
    /** A unique field. */
    UNIQUE,
    /** The fields of a composite cache key, as one text; nulls count as values. */
    CACHE_KEY,
    /** A field that may be looked up: a reference, or one declared as {@code index}. */
    PLAIN
  }
}
