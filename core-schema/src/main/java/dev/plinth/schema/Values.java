/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends: some fields with a value, some with null, the others absent, and the three
 * differ. In an update null empties a field and absent leaves it as it is.
 *
 * <p>Values are natural Java: {@link String}, {@link Number}, {@link Boolean}, {@link
 * java.util.UUID}, {@link java.time.Instant}, {@link java.util.Collection}, {@link Map}, {@code
 * Values} or {@link Struct} for a record, {@link Key} for a reference. The wire forms (text for a
 * UUID, seconds for a moment) are taken as well. Nothing is checked here; {@link EntityType} does
 * that.
 *
 * <p>Immutable as long as the collections given are not changed; safe for use by many threads.
 */
public final class Values {
  private static final Values NONE = new Values(Map.of());

  private final Map<String, @Nullable Object> map;

  private Values(Map<String, @Nullable Object> map) {
    this.map = map;
  }

  /** Returns values that mention nothing. */
  public static Values none() {
    return NONE;
  }

  /** Returns values that mention the one field. */
  public static Values of(String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(Objects.requireNonNull(name, "name"), value);
    return new Values(map);
  }

  /** Returns values that mention the one attribute. */
  public static <T> Values of(Attribute<T> attribute, @Nullable T value) {
    return of(attribute.name(), value);
  }

  /** Returns values that mention the map's entries, in its order. */
  public static Values of(Map<String, ? extends @Nullable Object> map) {
    return new Values(new LinkedHashMap<>(map));
  }

  /**
   * Reads a JSON object.
   *
   * @throws IllegalArgumentException when the text is not one JSON object, with the place in the
   *     text
   */
  public static Values parseJson(String json) {
    return Json.readObject(json);
  }

  /**
   * Returns what turns {@code before} into {@code after}: the fields that differ, records field by
   * field, everything else whole.
   */
  public static Values difference(Struct before, Struct after) {
    return Difference.between(before, after);
  }

  /** Returns these values with the field added, or replaced when it is there. */
  public Values and(String name, @Nullable Object value) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(map);
    next.put(Objects.requireNonNull(name, "name"), value);
    return new Values(next);
  }

  /** Returns these values with the attribute added, or replaced when it is there. */
  public <T> Values and(Attribute<T> attribute, @Nullable T value) {
    return and(attribute.name(), value);
  }

  /**
   * Returns these values with all of {@code others} added; what both mention is taken from {@code
   * others}.
   */
  public Values and(Values others) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(map);
    next.putAll(others.map);
    return new Values(next);
  }

  /** Returns these values without the field. */
  public Values without(String name) {
    if (!map.containsKey(name)) {
      return this;
    }
    Map<String, @Nullable Object> next = new LinkedHashMap<>(map);
    next.remove(name);
    return new Values(next);
  }

  /** Says whether the field is mentioned, be it with null. */
  public boolean mentions(String name) {
    return map.containsKey(name);
  }

  /** Returns the names of the fields mentioned, in the order in which they came. */
  public Set<String> names() {
    return Collections.unmodifiableSet(map.keySet());
  }

  /** Returns the value of the field; null when it is null or absent. */
  public @Nullable Object get(String name) {
    return map.get(name);
  }

  /**
   * Returns the value of the attribute; null when it is null or absent.
   *
   * @throws ClassCastException when the value is of another class
   */
  public <T> @Nullable T get(Attribute<T> attribute) {
    return attribute.cast(map.get(attribute.name()));
  }

  /** Returns the entries as a map that cannot be changed. */
  public Map<String, @Nullable Object> toMap() {
    return Collections.unmodifiableMap(map);
  }

  /** Calls back for each entry, in order. */
  void forEach(BiConsumer<String, @Nullable Object> action) {
    map.forEach(action);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Values that && map.equals(that.map);
  }

  @Override
  public int hashCode() {
    return map.hashCode();
  }

  /** Returns the names of the fields mentioned, without their values, which may be secret. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>(map.keySet());
    return "Values" + names;
  }
}
