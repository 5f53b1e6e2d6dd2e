/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao;

import dev.plinth.schema.Attribute;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to page through: all entities, those with one value in a field that is foreign, unique or
 * declared as {@code index}, or those with tags. Immutable: each call returns a copy.
 */
public final class Query {
  private static final Query ALL = new Query(null, null, null, true, null, null);

  private final @Nullable String field;
  private final @Nullable Object value;
  private final @Nullable Set<String> tags;
  private final boolean allTags;
  private final @Nullable Integer size;
  private final @Nullable Offset after;

  private Query(
      @Nullable String field,
      @Nullable Object value,
      @Nullable Set<String> tags,
      boolean allTags,
      @Nullable Integer size,
      @Nullable Offset after) {
    this.field = field;
    this.value = value;
    this.tags = tags;
    this.allTags = allTags;
    this.size = size;
    this.after = after;
  }

  /** Returns the query for all entities. */
  public static Query all() {
    return ALL;
  }

  /** Returns the query for the entities whose attribute has the value. */
  public static <T> Query where(Attribute<T> attribute, T value) {
    return where(attribute.name(), value);
  }

  /** Returns the query for the entities that refer to the one given. */
  public static Query where(String field, Ref<?> value) {
    return where(field, value.key());
  }

  /**
   * Returns the query for the entities whose field has the value: a {@link dev.plinth.schema.Key}
   * or an {@link dev.plinth.schema.Entity} for a foreign field.
   */
  public static Query where(String field, Object value) {
    return new Query(
        Objects.requireNonNull(field, "field"),
        Objects.requireNonNull(value, "value"),
        null,
        true,
        null,
        null);
  }

  /** Returns the query for the entities that have all of the tags, one to five. */
  public static Query taggedAll(String... tags) {
    return new Query(null, null, new LinkedHashSet<>(List.of(tags)), true, null, null);
  }

  /** Returns the query for the entities that have one of the tags, one to five. */
  public static Query taggedAny(String... tags) {
    return new Query(null, null, new LinkedHashSet<>(List.of(tags)), false, null, null);
  }

  /**
   * Sets the number of entities of a page; 1 to 50,000, or the strategy's limit. 1,000 when it is
   * not said.
   */
  public Query size(int entities) {
    return new Query(field, value, tags, allTags, entities, after);
  }

  /** Starts where an earlier page of the same query ended; from the start when null. */
  public Query after(@Nullable Offset offset) {
    return new Query(field, value, tags, allTags, size, offset);
  }

  @Nullable String field() {
    return field;
  }

  @Nullable Object value() {
    return value;
  }

  /** Returns the tags; null when none are asked for. */
  @Nullable Set<String> tags() {
    return tags;
  }

  boolean isAllTags() {
    return allTags;
  }

  /** Returns the size asked for; null when none was. */
  @Nullable Integer size() {
    return size;
  }

  @Nullable Offset after() {
    return after;
  }
}
