/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.FieldType;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import dev.plinth.schema.ListField;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SetField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flattens one schema into a table. For one thread, once. */
final class TableBuilder {
  static final String WORKSPACE = "ws_id";
  static final String CACHE_KEY = "cache_key";

  private final EntityType type;
  private final Schema schema;
  private final Map<String, Table> tables;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, List<Column>> byField = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final Map<Integer, KeyShape> shapes = new LinkedHashMap<>();
  private @Nullable Column workspace;

  TableBuilder(EntityType type, Map<String, Table> tables) {
    this.type = type;
    this.schema = type.schema();
    this.tables = tables;
  }

  Table build() {
    int slot = 0;
    for (Map.Entry<String, Field<?>> field : type.fields().entrySet()) {
      addField(field.getKey(), field.getValue(), slot++);
    }
    if (schema.isWorkspaceable()) {
      workspace = add(null, WORKSPACE, ColumnType.UUID, false, Entity::workspace, -1, 0);
    }
    type.fields().forEach((name, field) -> addReference(name, field));
    List<Index> indexes = indexes();
    return new Table(type, columns, indexes, references, shapes);
  }

  private void addField(String name, Field<?> field, int slot) {
    boolean key = schema.primaryKey().contains(name);
    if (field instanceof ForeignField foreign) {
      Table parent = parent(foreign);
      KeyShape shape = KeyShape.of(parent.type(), tables);
      if (shape != null) {
        shapes.put(slot, shape);
      }
      List<Column> parts = parent.primary().columns();
      for (int i = 0; i < parts.size(); i++) {
        int part = i;
        add(
            name,
            name + "_" + parts.get(i).name(),
            parts.get(i).type(),
            !key,
            entity ->
                entity.get(name) instanceof Key one
                    ? shape == null ? one.part(part) : KeyParts.at(one, part)
                    : null,
            slot,
            i);
      }
      return;
    }
    ColumnType column = columnType(field);
    add(
        name,
        name,
        column,
        !key,
        column == ColumnType.JSON ? json(name) : list(column, name),
        slot,
        0);
  }

  private java.util.function.Function<Entity, @Nullable Object> json(String name) {
    return entity -> {
      Object value = entity.get(name);
      return value == null ? null : type.toJson(name, value);
    };
  }

  private static java.util.function.Function<Entity, @Nullable Object> list(
      ColumnType column, String name) {
    return column.name().endsWith("_LIST")
        ? entity -> entity.get(name) instanceof Set<?> set ? List.copyOf(set) : entity.get(name)
        : entity -> entity.get(name);
  }

  private Column add(
      @Nullable String field,
      String name,
      ColumnType columnType,
      boolean nullable,
      java.util.function.Function<Entity, @Nullable Object> reader,
      int slot,
      int part) {
    Column column = new Column(name, columns.size(), columnType, nullable, reader, slot, part);
    columns.add(column);
    if (field != null) {
      byField.computeIfAbsent(field, key -> new ArrayList<>()).add(column);
    }
    return column;
  }

  private static ColumnType columnType(Field<?> field) {
    return switch (field.type()) {
      case STRING -> ColumnType.TEXT;
      case UUID -> ColumnType.UUID;
      case INTEGER -> ColumnType.INT64;
      case NUMBER -> ColumnType.FLOAT64;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TIMESTAMP -> ColumnType.INSTANT;
      case LIST -> listType(((ListField<?>) field).elements().type());
      case SET -> listType(((SetField<?>) field).elements().type());
      case MAP, RECORD, JSON, FOREIGN -> ColumnType.JSON;
    };
  }

  private static ColumnType listType(FieldType element) {
    return switch (element) {
      case STRING -> ColumnType.TEXT_LIST;
      case UUID -> ColumnType.UUID_LIST;
      case INTEGER -> ColumnType.INT64_LIST;
      case NUMBER -> ColumnType.FLOAT64_LIST;
      case BOOLEAN -> ColumnType.BOOLEAN_LIST;
      case TIMESTAMP -> ColumnType.INSTANT_LIST;
      case LIST, SET, MAP, RECORD, JSON, FOREIGN -> ColumnType.JSON;
    };
  }

  private Table parent(ForeignField foreign) {
    return Objects.requireNonNull(tables.get(foreign.reference()), foreign.reference());
  }

  private void addReference(String name, Field<?> field) {
    if (!(field instanceof ForeignField foreign)) {
      return;
    }
    Table parent = parent(foreign);
    List<String> from = new ArrayList<>(columns(name).stream().map(Column::name).toList());
    List<String> to =
        new ArrayList<>(parent.primary().columns().stream().map(Column::name).toList());
    if (workspace != null && parent.hasWorkspaces()) {
      from.add(WORKSPACE);
      to.add(WORKSPACE);
    }
    references.add(
        new Reference(
            name,
            schema.tableName(),
            schema.name(),
            from,
            parent.name(),
            foreign.reference(),
            to,
            foreign.onDelete()));
  }

  private List<Column> columns(String field) {
    return Objects.requireNonNull(byField.get(field), field);
  }

  private List<Index> indexes() {
    String table = schema.tableName();
    List<Index> indexes = new ArrayList<>();
    List<Column> primary = new ArrayList<>();
    schema.primaryKey().forEach(name -> primary.addAll(columns(name)));
    indexes.add(
        new Index(table + "_pkey", Index.Kind.PRIMARY, schema.primaryKey(), primary, false));
    Set<String> plain = new LinkedHashSet<>();
    type.fields()
        .forEach(
            (name, field) -> {
              boolean only = schema.primaryKey().equals(List.of(name));
              if (field.isUnique() && !only) {
                indexes.add(
                    new Index(
                        table + "_" + name + "_key",
                        Index.Kind.UNIQUE,
                        List.of(name),
                        scoped(columns(name), field.isUniqueAcrossWorkspaces()),
                        workspace != null && !field.isUniqueAcrossWorkspaces()));
              } else if (!only
                  && (field instanceof ForeignField
                      || field.isIndexed()
                      || schema.endpointKey().filter(name::equals).isPresent())) {
                plain.add(name);
              }
            });
    if (schema.cacheKey().size() > 1) {
      List<Column> parts = new ArrayList<>();
      schema.cacheKey().forEach(name -> parts.addAll(columns(name)));
      Column column =
          add(null, CACHE_KEY, ColumnType.TEXT, true, entity -> CacheKey.of(parts, entity), -1, 0);
      indexes.add(
          new Index(
              table + "_cache_key_key",
              Index.Kind.CACHE_KEY,
              schema.cacheKey(),
              List.of(column),
              workspace != null));
    }
    for (String name : plain) {
      indexes.add(
          new Index(
              table + "_" + name + "_idx",
              Index.Kind.PLAIN,
              List.of(name),
              scoped(columns(name), false),
              workspace != null));
    }
    return indexes;
  }

  private List<Column> scoped(List<Column> fields, boolean acrossWorkspaces) {
    if (workspace == null || acrossWorkspaces) {
      return fields;
    }
    List<Column> scoped = new ArrayList<>();
    scoped.add(workspace);
    scoped.addAll(fields);
    return scoped;
  }
}
