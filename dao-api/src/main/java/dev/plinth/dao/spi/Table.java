/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flat form of a schema, as a store sees it: columns of simple types, indexes, references.
 * Records, sets of maps and subschemas are JSON columns here. Immutable.
 *
 * <p>A table with {@link #hasTtl} needs a place for the time at which a row expires, of the store's
 * own making.
 */
public final class Table {
  private final EntityType type;
  private final String name;
  private final List<Column> columns;
  private final List<Index> indexes;
  private final List<Reference> references;
  private final List<Reference> referencedBy = new ArrayList<>();
  private final Map<Integer, KeyShape> shapes;
  private final Map<String, Index> byField = new HashMap<>();
  private final Row.Place[] places;

  Table(
      EntityType type,
      List<Column> columns,
      List<Index> indexes,
      List<Reference> references,
      Map<Integer, KeyShape> shapes) {
    this.type = type;
    this.name = type.schema().tableName();
    this.columns = List.copyOf(columns);
    this.indexes = List.copyOf(indexes);
    this.references = List.copyOf(references);
    this.shapes = Map.copyOf(shapes);
    for (Index index : indexes) {
      if (index.fields().size() == 1) {
        byField.putIfAbsent(index.fields().get(0), index);
      }
    }
    this.places =
        columns.stream().map(column -> Row.Place.of(column, type)).toArray(Row.Place[]::new);
  }

  /** Returns the tables of the schemas, by name of schema, those referred to first. */
  public static Map<String, Table> of(SchemaSet schemas) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (EntityType type : schemas.types()) {
      Table table = new TableBuilder(type, tables).build();
      tables.put(type.name(), table);
      for (Reference reference : table.references) {
        Objects.requireNonNull(tables.get(reference.parentSchema()), reference.parentSchema())
            .referencedBy
            .add(reference);
      }
    }
    return tables;
  }

  /** Returns the compiled schema. */
  public EntityType type() {
    return type;
  }

  /** Returns the name of the table. */
  public String name() {
    return name;
  }

  /** Returns the columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Returns the column of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Column column(String column) {
    for (Column one : columns) {
      if (one.name().equals(column)) {
        return one;
      }
    }
    throw new IllegalArgumentException("table '" + name + "' has no column '" + column + "'");
  }

  /** Returns the index of the primary key. */
  public Index primary() {
    return indexes.get(0);
  }

  /** Returns the indexes, the primary one first, then unique ones, then others. */
  public List<Index> indexes() {
    return indexes;
  }

  /** Returns the index about this one field, a unique one before another. */
  public Optional<Index> index(String field) {
    return Optional.ofNullable(byField.get(field));
  }

  /** Returns the index of the composite cache key. */
  public Optional<Index> cacheKey() {
    return indexes.stream().filter(index -> index.kind() == Index.Kind.CACHE_KEY).findFirst();
  }

  /** Returns the references of these rows to others. */
  public List<Reference> references() {
    return references;
  }

  /** Returns the references of other rows to these. */
  public List<Reference> referencedBy() {
    return List.copyOf(referencedBy);
  }

  /** Says whether rows may expire. */
  public boolean hasTtl() {
    return schema().hasTtl();
  }

  /** Says whether rows have {@code tags} to be found by. */
  public boolean hasTags() {
    return columns.stream()
        .anyMatch(column -> column.name().equals("tags") && column.type() == ColumnType.TEXT_LIST);
  }

  /** Says whether rows lie in workspaces, in the column {@code ws_id}. */
  public boolean hasWorkspaces() {
    return schema().isWorkspaceable();
  }

  private Schema schema() {
    return type.schema();
  }

  /**
   * Returns the values of an index's columns in the entity's row, as a key for that index; null
   * when one of them is null.
   */
  public dev.plinth.schema.@Nullable Key keyIn(Index index, dev.plinth.schema.Entity entity) {
    List<@Nullable Object> parts = new ArrayList<>(index.columns().size());
    for (Column column : index.columns()) {
      Object value = column.get(entity);
      if (value == null) {
        return null;
      }
      parts.add(KeyParts.unsigned(value));
    }
    return dev.plinth.schema.Key.ofParts(parts);
  }

  /** Returns the shapes of references to keys with references in them, by place of the field. */
  Map<Integer, KeyShape> shapes() {
    return shapes;
  }

  /** Returns what becomes of the values of columns in an entity, by position of the column. */
  Row.Place[] places() {
    return places;
  }

  /** Returns an empty row to be filled from the store. */
  public Row newRow() {
    return new Row(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
