/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.ForeignField;
import dev.plinth.schema.Key;
import dev.plinth.schema.ListField;
import dev.plinth.schema.MapField;
import dev.plinth.schema.RecordField;
import dev.plinth.schema.SchemaSet;
import dev.plinth.schema.SetField;
import dev.plinth.schema.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values for the fields of entities, of small pools, so that keys and unique values meet often. The
 * same for the same source of randomness. For one thread.
 */
final class RandomValues {
  private static final int IDS = 9;
  private static final List<String> TEXTS =
      List.of("a", "b", "c", "A", "a ", "\u00e9", "e\u0301", "\ud83d\ude00", "", "open", "%_'\"\\");
  private static final List<String> TAGS = List.of("red", "green", "blue", "a b");
  private static final List<Long> INTEGERS =
      List.of(1L, 2L, 0L, -1L, 7L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final List<Double> NUMBERS = List.of(0.5, -1.5, 0.1, 1e300, 3.0, Double.MIN_VALUE);
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("2026-01-02T03:04:05.678901234Z"),
          Instant.parse("2026-01-02T03:04:05Z"),
          Instant.EPOCH,
          Instant.parse("1969-12-31T23:59:59.999Z"));

  private final Random random;
  private final SchemaSet schemas;

  RandomValues(Random random, SchemaSet schemas) {
    this.random = random;
    this.schemas = schemas;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Returns one of the first few of a list: what is in a key has to meet what is in others. */
  private <T> T early(List<T> list) {
    return list.get(random.nextInt(Math.min(3, list.size())));
  }

  UUID id() {
    return new UUID(0x4000L, 0x8000000000000000L | (random.nextInt(IDS) + 1));
  }

  String tag() {
    return oneOf(TAGS);
  }

  /** Returns what is sent to make an entity. */
  Values whole(EntityType type) {
    Values values = Values.none();
    double density = type.fields().size() > 10 ? 0.3 : 0.6;
    for (Map.Entry<String, Field<?>> field : type.fields().entrySet()) {
      String name = field.getKey();
      boolean key = type.schema().primaryKey().contains(name);
      boolean made = field.getValue().isAuto();
      boolean clock = made && name.endsWith("_at");
      if (key || (made && !clock)) {
        values = values.and(name, present(field.getValue(), key));
      } else if (chance(clock ? 0.02 : field.getValue().isRequired() ? 0.95 : density)) {
        values = values.and(name, value(name, field.getValue(), false));
      }
    }
    return values;
  }

  /** Returns what is sent to change an entity. */
  Values changes(EntityType type) {
    Values values = Values.none();
    double density = Math.min(0.5, 2.0 / type.fields().size());
    for (Map.Entry<String, Field<?>> field : type.fields().entrySet()) {
      boolean key = type.schema().primaryKey().contains(field.getKey());
      boolean made = field.getValue().isAuto();
      if (chance(key || made ? 0.02 : density)) {
        values =
            values.and(
                field.getKey(),
                made
                    ? present(field.getValue(), key)
                    : value(field.getKey(), field.getValue(), key));
      }
    }
    return values;
  }

  /** Returns a name of an entity. */
  Key key(EntityType type) {
    List<Key> others = new ArrayList<>();
    if (chance(0.25)) {
      type.fields()
          .forEach(
              (name, field) -> {
                if (field.isUnique()) {
                  others.add(Key.by(name, present(field, false)));
                }
              });
      List<String> cacheKey = type.schema().cacheKey();
      if (cacheKey.size() > 1) {
        others.add(Key.by(named(type, cacheKey)));
      }
    }
    return others.isEmpty() ? primary(type) : oneOf(others);
  }

  private Values named(EntityType type, List<String> names) {
    Values values = Values.none();
    for (String name : names) {
      values = values.and(name, value(name, field(type, name), true));
    }
    return values;
  }

  private static Field<?> field(EntityType type, String name) {
    return Objects.requireNonNull(type.fields().get(name), name);
  }

  Key primary(EntityType type) {
    List<Object> parts = new ArrayList<>();
    for (String name : type.schema().primaryKey()) {
      parts.add(present(field(type, name), true));
    }
    return Key.ofParts(parts);
  }

  /** Returns a value of the field or, seldom, null. */
  private @Nullable Object value(String name, Field<?> field, boolean inKey) {
    if (chance(0.08)) {
      return null;
    }
    return name.equals("tags") ? tags() : present(field, inKey);
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(tag());
    }
    return tags;
  }

  /** Returns a value of the field. */
  Object present(Field<?> field, boolean inKey) {
    return switch (field.type()) {
      case STRING -> inKey || field.isUnique() ? early(TEXTS) : oneOf(TEXTS);
      case UUID -> id();
      case INTEGER -> inKey ? early(INTEGERS) : oneOf(INTEGERS);
      case NUMBER -> inKey ? early(NUMBERS) : oneOf(NUMBERS);
      case BOOLEAN -> random.nextBoolean();
      case TIMESTAMP -> oneOf(MOMENTS);
      case LIST -> list(((ListField<?>) field).elements());
      case SET -> list(((SetField<?>) field).elements());
      case MAP -> map(((MapField<?>) field).values());
      case RECORD -> record((RecordField) field);
      case FOREIGN -> reference((ForeignField) field);
      case JSON -> json(2);
    };
  }

  private List<Object> list(Field<?> elements) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(present(elements, false));
    }
    return list;
  }

  private Map<String, Object> map(Field<?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put(early(TEXTS), present(values, false));
    }
    return map;
  }

  private Values record(RecordField field) {
    Values values = Values.none();
    for (Map.Entry<String, Field<?>> one : field.declaredFields().entrySet()) {
      if (chance(0.6)) {
        values = values.and(one.getKey(), value(one.getKey(), one.getValue(), false));
      }
    }
    return values;
  }

  private Object reference(ForeignField field) {
    EntityType parent = schemas.type(field.reference());
    return chance(0.1) ? key(parent) : primary(parent);
  }

  private Object json(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> oneOf(TEXTS);
      case 1 -> oneOf(INTEGERS);
      case 2 -> 0.5;
      case 3 -> random.nextBoolean();
      case 4 -> List.of(json(depth - 1), json(depth - 1));
      default -> Map.of(early(TEXTS), json(depth - 1));
    };
  }
}
