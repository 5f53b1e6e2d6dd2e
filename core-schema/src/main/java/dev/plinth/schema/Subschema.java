/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a schema's fields become for one value of its subschema key: {@code set.plus("plugins",
 * keyAuth)}. Immutable.
 */
public final class Subschema {
  private final Map<String, @Nullable Object> definition;

  private Subschema(Map<String, @Nullable Object> definition) {
    this.definition = Collections.unmodifiableMap(definition);
  }

  /** Starts the declaration of the subschema for the value {@code name} of the key. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Returns the value of the subschema key that selects it. */
  public String name() {
    return (String) Objects.requireNonNull(definition.get("name"), "name");
  }

  Map<String, @Nullable Object> definition() {
    return definition;
  }

  /** Collects a subschema. Not for use by several threads. */
  public static final class Builder {
    private final Map<String, @Nullable Object> definition = new LinkedHashMap<>();

    private Builder(String name) {
      definition.put("name", Objects.requireNonNull(name, "name"));
      definition.put("fields", List.of());
    }

    /** Specialises a field of the parent. */
    public Builder field(String name, Field<?> field) {
      definition.put(
          "fields", FieldData.append(definition.get("fields"), name, field.attributes()));
      return this;
    }

    /** Adds a check. */
    public Builder check(Check check) {
      definition.put(
          "entity_checks", FieldData.append(definition.get("entity_checks"), check.data()));
      return this;
    }

    /** Returns the subschema. */
    public Subschema build() {
      return new Subschema(new LinkedHashMap<>(definition));
    }
  }
}
