/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.FieldType;
import dev.plinth.schema.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row on its way from the store to an {@link Entity}. For one thread, once. */
public final class Row {
  private final EntityType type;
  private final Place[] places;
  private final Map<Integer, KeyShape> shapes;
  private final @Nullable Object[] slots;
  private @Nullable Duration ttl;
  private @Nullable UUID workspace;
  private @Nullable Object version;

  /** What becomes of the value of a column. */
  enum Place {
    /** It is that of the field. */
    FIELD,
    SET,
    JSON,
    REFERENCE,
    WORKSPACE,
    /** The entity has it in another form. */
    NONE;

    static Place of(Column column, EntityType type) {
      if (column.slot() < 0) {
        return column.name().equals(TableBuilder.WORKSPACE) ? WORKSPACE : NONE;
      }
      FieldType field = type.fieldList().get(column.slot()).type();
      if (field == FieldType.FOREIGN) {
        return REFERENCE;
      }
      if (column.type() == ColumnType.JSON) {
        return JSON;
      }
      return field == FieldType.SET ? SET : FIELD;
    }
  }

  Row(Table table) {
    this.type = table.type();
    this.places = table.places();
    this.shapes = table.shapes();
    this.slots = new @Nullable Object[type.fieldList().size()];
  }

  /** Sets the value of a column, of the Java type of its {@link ColumnType}. */
  public Row set(Column column, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    int slot = column.slot();
    switch (places[column.position()]) {
      case FIELD -> slots[slot] = value;
      case SET -> slots[slot] = Collections.unmodifiableSet(new LinkedHashSet<>((List<?>) value));
      case JSON -> slots[slot] = type.fromJson(column.name(), (String) value);
      case REFERENCE -> slots[slot] = reference(slots[slot], column.part(), value);
      case WORKSPACE -> workspace = (UUID) value;
      case NONE -> {}
    }
    return this;
  }

  private static Key reference(@Nullable Object known, int part, Object value) {
    if (known == null && part == 0) {
      return value instanceof UUID id ? Key.of(id) : Key.ofParts(List.of(value));
    }
    List<@Nullable Object> parts = new ArrayList<>();
    if (known instanceof Key key) {
      for (int i = 0; i < key.size(); i++) {
        parts.add(key.part(i));
      }
    }
    while (parts.size() <= part) {
      parts.add(null);
    }
    parts.set(part, value);
    return Key.ofParts(parts);
  }

  /** Sets the time left before the row expires; null when it does not. */
  public Row ttl(@Nullable Duration left) {
    this.ttl = left;
    return this;
  }

  /**
   * Sets what tells two states of the row apart, for {@link Update#stored} and {@link
   * Delete#stored}.
   */
  public Row version(Object state) {
    this.version = state;
    return this;
  }

  /** Returns the entity. */
  @SuppressWarnings("NullAway") // it does not see in class files that an array may hold nulls
  public Entity toEntity() {
    if (!shapes.isEmpty()) {
      shapes.forEach(this::nest);
    }
    return type.assemble(slots, ttl, workspace, version);
  }

  private void nest(int slot, KeyShape shape) {
    if (slots[slot] instanceof Key flat) {
      slots[slot] = shape.nest(flat);
    }
  }
}
