/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import dev.plinth.dao.Dao;
import dev.plinth.dao.spi.EventLog;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows and values that one run of an operation is about, under names that are the same in every
 * run, so that what can be seen of two runs can be compared. For one thread.
 */
final class FaultScene {
  private final FaultWorld world;
  private final Map<String, UUID> ids = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Supplier<String>> facts = new LinkedHashMap<>();
  private final Map<String, Key> rows = new LinkedHashMap<>();
  private final List<Held> held = new ArrayList<>();
  private EventLog.@Nullable Reader reader;

  /** A unique value that some row may have. */
  record Held(Schema schema, String field, String value) {}

  FaultScene(FaultWorld world) {
    this.world = world;
  }

  FaultWorld world() {
    return world;
  }

  /** Returns the id of the row that plays a part. */
  UUID id(String part) {
    return ids.computeIfAbsent(part, name -> UUID.randomUUID());
  }

  Key key(String part) {
    return Key.of(id(part));
  }

  /** Returns the value that plays a part. */
  String value(String part) {
    return values.computeIfAbsent(part, name -> name + " " + UUID.randomUUID());
  }

  /** Looks at a row from now on. */
  FaultScene row(Schema schema, String part) {
    String fact = schema.name() + " " + part;
    rows.put(fact, key(part));
    facts.put(fact, () -> dao(schema).select(key(part)).map(this::text).orElse("none"));
    return this;
  }

  /** Looks at who has a unique value from now on. */
  FaultScene owner(Schema schema, String field, String part) {
    held.add(new Held(schema, field, value(part)));
    facts.put(
        "the " + field + " " + part,
        () ->
            dao(schema)
                .select(Key.by(field, value(part)))
                .map(row -> text(row.id()))
                .orElse("nobody"));
    return this;
  }

  private Dao<Entity> dao(Schema schema) {
    return world.witness().db().dao(schema);
  }

  /** Begins to follow changes on the node whose statements fail. */
  void follow() {
    reader = world.victim().reader();
  }

  EventLog.Reader followed() {
    return Objects.requireNonNull(reader, "follow() comes first");
  }

  /** Returns what can be seen. */
  Map<String, String> look() {
    Map<String, String> seen = new LinkedHashMap<>();
    facts.forEach((fact, look) -> seen.put(fact, look.get()));
    return seen;
  }

  /** Returns the keys of the rows that look otherwise than before. */
  List<Key> changed(Map<String, String> before, Map<String, String> now) {
    List<Key> changed = new ArrayList<>();
    rows.forEach(
        (fact, key) -> {
          if (!String.valueOf(before.get(fact)).equals(now.get(fact))) {
            changed.add(key);
          }
        });
    return changed;
  }

  List<Held> held() {
    return held;
  }

  /** Returns a text that is the same in every run. */
  String text(Object what) {
    String text = what instanceof Entity row ? content(row) : String.valueOf(what);
    for (Map.Entry<String, UUID> id : ids.entrySet()) {
      text = text.replace(id.getValue().toString(), id.getKey());
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getValue(), value.getKey());
    }
    return text;
  }

  private static String content(Entity row) {
    Map<String, String> content = new LinkedHashMap<>();
    row.names().forEach(name -> content.put(name, String.valueOf(row.get(name))));
    return content.toString();
  }
}
