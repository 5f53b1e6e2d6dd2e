/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field that refers to an entity by its primary key. */
final class ForeignNode extends FieldNode {
  private final @Nullable Target target;

  /** Whether this is in a list or a map, where the value is kept as the JSON it is. */
  private final boolean loose;

  /** What the target stands for, looked up at the first value. */
  private @Nullable RecordSchema schema;

  /** The schema referred to, which may be compiled later than this node. */
  @FunctionalInterface
  interface Target {
    RecordSchema schema();
  }

  /** Makes the node; without a target any value passes. */
  ForeignNode(Attributes declared, @Nullable Target target) {
    this(declared, target, false);
  }

  private ForeignNode(Attributes declared, @Nullable Target target, boolean loose) {
    super(declared, Form.CONVERTED);
    this.target = target;
    this.loose = loose;
  }

  /** Returns the node of a reference in a list or a map: as by the model, it is not looked at. */
  static ForeignNode inside(Attributes declared) {
    return new ForeignNode(declared, null, true);
  }

  /** Returns the schema referred to; null where any value passes. */
  @Nullable RecordSchema target() {
    return target == null ? null : target.schema();
  }

  @Override
  @Nullable Object validateType(Object value, boolean updating) {
    if (target == null) {
      return loose ? looseProblem(value) : null;
    }
    RecordSchema type = schema(target);
    if (type.key().isPart(type.key().onlyPart(value))) {
      return null;
    }
    Map<String, @Nullable Object> key = fields(value, type);
    if (key == null) {
      return missing(type);
    }
    ErrorTable wrong = type.key().validate(key, true);
    if (wrong == null) {
      return null;
    }
    Draft partial =
        Objects.requireNonNull(type.load(value instanceof List<?> ? value : key), "draft");
    ErrorTable fields =
        value instanceof String ? null : type.validate(partial, false, updating, null, null);
    return fields == null ? wrong : fields;
  }

  private static @Nullable Object looseProblem(Object value) {
    ErrorTable.Problem excess = Limits.json(value);
    return excess == null ? JsonNode.problem(LooseReference.plain(value)) : excess;
  }

  private static ErrorTable missing(RecordSchema type) {
    ErrorTable table = new ErrorTable();
    type.key().names().forEach(name -> table.put(name, "missing primary key", "primary_key"));
    return table;
  }

  /** Returns the value as fields of the type referred to; null when it cannot be such. */
  static @Nullable Map<String, @Nullable Object> fields(Object value, RecordSchema type) {
    if (value instanceof Key key) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      List<String> names = key.isPrimary() ? type.key().names() : key.names();
      for (int i = 0; i < Math.min(names.size(), key.size()); i++) {
        fields.put(names.get(i), key.part(i));
      }
      return fields;
    }
    if (value instanceof Entity entity) {
      return fields(entity.key(), type);
    }
    Draft draft = type.load(value);
    return draft == null ? null : draft.toMap();
  }

  private RecordSchema schema(Target referred) {
    RecordSchema known = schema;
    if (known == null) {
      known = referred.schema();
      schema = known;
    }
    return known;
  }

  /** Returns the names of the fields of the key referred to, for the form on the wire. */
  List<String> keyNames() {
    return target == null ? List.of("id") : schema(target).key().names();
  }

  @Override
  Object convert(Object value) {
    if (target == null) {
      return loose ? JsonNode.plain(LooseReference.plain(value)) : value;
    }
    RecordSchema type = schema(target);
    Object part = type.key().onlyPart(value);
    return part == null
        ? Objects.requireNonNull(type.key().in(value), "key")
        : type.key().of(value, part);
  }
}
