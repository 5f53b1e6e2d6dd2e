/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ways to name an entity of one type: what is wrong with a key, and its normal form. Immutable.
 */
final class Keys {
  private final EntityType type;
  private final RecordSchema record;
  private final List<String> primary;
  private final List<String> cache;
  private final List<String> unique;
  private final boolean byUuid;

  Keys(EntityType type, RecordSchema record) {
    Schema schema = type.schema();
    this.type = type;
    this.record = record;
    this.primary = schema.primaryKey();
    this.cache = schema.cacheKey();
    this.unique =
        type.fields().entrySet().stream()
            .filter(
                field ->
                    field.getValue().isUnique()
                        || schema.endpointKey().filter(field.getKey()::equals).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    this.byUuid =
        primary.size() == 1
            && field(primary.get(0)) instanceof ScalarNode only
            && only.kind() == ScalarNode.Kind.UUID;
  }

  private FieldNode field(String name) {
    return record.field(record.layout().place(name));
  }

  Violations check(Key key) {
    ErrorTable errors = isPrimary(key) ? checkPrimary(key) : checkNamed(key);
    return errors == null ? Violations.none() : errors.toViolations();
  }

  private boolean isPrimary(Key key) {
    return key.isPrimary() || (key.size() == primary.size() && primary.containsAll(key.names()));
  }

  private @Nullable ErrorTable checkPrimary(Key key) {
    if (key.size() <= primary.size()) {
      return record
          .key()
          .validate(Objects.requireNonNull(ForeignNode.fields(key, record), "fields"), false);
    }
    ErrorTable errors = new ErrorTable();
    errors.addWhole(
        "a primary key of '" + type.name() + "' has no more than: " + String.join(", ", primary),
        "primary_key");
    return errors;
  }

  private @Nullable ErrorTable checkNamed(Key key) {
    ErrorTable errors = new ErrorTable();
    List<String> names = key.names();
    boolean single = names.size() == 1 && unique.contains(names.get(0));
    if (!single && !(names.size() == cache.size() && cache.containsAll(names))) {
      errors.put(
          names.get(0),
          "names no entity of '" + type.name() + "': use " + String.join(" or ", ways()),
          "key");
      return errors;
    }
    for (int i = 0; i < names.size(); i++) {
      Object wrong = field(names.get(i)).validate(key.part(i), false, single);
      if (wrong != null) {
        errors.put(names.get(i), wrong);
      }
    }
    return errors.isEmpty() ? null : errors;
  }

  private List<String> ways() {
    List<String> ways = new ArrayList<>();
    ways.add("the primary key (" + String.join(", ", primary) + ")");
    unique.forEach(name -> ways.add("'" + name + "'"));
    if (cache.size() > 1) {
      ways.add("the cache key (" + String.join(", ", cache) + ")");
    }
    return ways;
  }

  Key normalize(Key key) {
    if (byUuid && key.isPrimary() && key.size() == 1 && key.part(0) instanceof UUID) {
      return key;
    }
    Violations wrong = check(key);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong.toString());
    }
    if (isPrimary(key)) {
      return Objects.requireNonNull(record.key().in(key), "key");
    }
    Values values = Values.none();
    for (String name : key.size() == 1 ? key.names() : cache) {
      Object part = key.part(key.names().indexOf(name));
      values = values.and(name, part == null ? null : field(name).finish(part));
    }
    return Key.by(values);
  }
}
