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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an entity: data, comparable, readable from YAML or JSON. {@link SchemaSet}
 * links declarations and makes them work.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Schema {
  private final Map<String, @Nullable Object> definition;

  private Schema(Map<String, @Nullable Object> definition) {
    this.definition = Collections.unmodifiableMap(definition);
  }

  /** Returns the schema of a definition that has passed the metaschema. */
  static Schema checked(Map<String, @Nullable Object> definition) {
    Metaschema.check(definition);
    return new Schema(definition);
  }

  /** Starts the declaration of the entity {@code name}. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * Reads a schema file without functions.
   *
   * @throws SchemaException when it is not YAML, or not a correct declaration, with every problem,
   *     its line and its path
   */
  public static Schema parse(String yamlOrJson) {
    return parse(yamlOrJson, Functions.none());
  }

  /**
   * Reads a schema file that may name the functions given.
   *
   * @throws SchemaException when it is not YAML, or not a correct declaration, with every problem,
   *     its line and its path
   */
  public static Schema parse(String yamlOrJson, Functions functions) {
    return new Schema(SchemaFile.read(yamlOrJson, functions));
  }

  /**
   * Returns the declaration as a schema file.
   *
   * @throws IllegalStateException when it holds functions, which have no form in a file
   */
  public String toYaml() {
    return SchemaFile.write(definition);
  }

  /**
   * Returns the declaration as text for people: the fields in a table with their types, rules and
   * defaults, then checks and subschemas. Not a form to be read by programs.
   */
  public String toText() {
    return SchemaTable.of(this);
  }

  Map<String, @Nullable Object> definition() {
    return definition;
  }

  Attributes attributes() {
    return new Attributes(definition);
  }

  /**
   * Returns the definitions of subschemas by the values that select them; null when nothing selects
   * any.
   */
  @Nullable Attributes subschemas() {
    return definition.get("subschema_key") == null
        ? null
        : NodeCompiler.ofEntities(new Attributes(attributes().entries("subschemas")));
  }

  /** Returns this schema with more subschemas. */
  Schema plus(List<Subschema> more) {
    Map<String, @Nullable Object> next = new LinkedHashMap<>(definition);
    for (Subschema subschema : more) {
      next.put(
          "subschemas",
          FieldData.append(next.get("subschemas"), subschema.name(), subschema.definition()));
    }
    return checked(next);
  }

  /** Returns the entity's name. */
  public String name() {
    return (String) Objects.requireNonNull(definition.get("name"), "name");
  }

  /** Returns the names of the fields of the primary key, in order. */
  public List<String> primaryKey() {
    return strings("primary_key");
  }

  /** Returns the field that names an entity in a path besides its primary key. */
  public Optional<String> endpointKey() {
    return Optional.ofNullable((String) definition.get("endpoint_key"));
  }

  /** Returns the names of the fields of the cache key, in order; empty when there is none. */
  public List<String> cacheKey() {
    return strings("cache_key");
  }

  /** Returns the name of the table. */
  public String tableName() {
    return text("table_name", name());
  }

  /** Says whether rows may expire. */
  public boolean hasTtl() {
    return Boolean.TRUE.equals(definition.get("ttl"));
  }

  /** Says whether rows lie in workspaces. */
  public boolean isWorkspaceable() {
    return Boolean.TRUE.equals(definition.get("workspaceable"));
  }

  /** Says whether the Admin API serves the entity. */
  public boolean hasAdminApi() {
    return !Boolean.FALSE.equals(definition.get("generate_admin_api"));
  }

  /** Returns the path segment of the collection. */
  public String adminApiName() {
    return text("admin_api_name", name());
  }

  /** Returns the path segment of the collection under a parent. */
  public String adminApiNestedName() {
    return text("admin_api_nested_name", adminApiName());
  }

  /** Returns the declared fields, in order. */
  public Map<String, Field<?>> fields() {
    return FieldData.fields(definition.get("fields"));
  }

  private String text(String property, String otherwise) {
    Object value = definition.get(property);
    return value == null ? otherwise : (String) value;
  }

  @SuppressWarnings("unchecked") // the metaschema saw to it
  private List<String> strings(String property) {
    Object value = definition.get(property);
    return value == null ? List.of() : (List<String>) value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schema that && definition.equals(that.definition);
  }

  @Override
  public int hashCode() {
    return definition.hashCode();
  }

  @Override
  public String toString() {
    return name();
  }

  /** Collects a schema. Not for use by several threads. */
  public static final class Builder {
    private final Map<String, @Nullable Object> definition = new LinkedHashMap<>();

    private Builder(String name) {
      definition.put("name", Objects.requireNonNull(name, "name"));
    }

    /** Names the fields of the primary key, in order. */
    public Builder primaryKey(String... fields) {
      return put("primary_key", List.of(fields));
    }

    /** Names the field that names an entity in a path besides its primary key. */
    public Builder endpointKey(String field) {
      return put("endpoint_key", field);
    }

    /** Names the fields of the cache key; several of them together are unique. */
    public Builder cacheKey(String... fields) {
      return put("cache_key", List.of(fields));
    }

    /** Names the table; the entity's name when it is not said. */
    public Builder tableName(String table) {
      return put("table_name", table);
    }

    /** Lets rows expire. */
    public Builder ttl() {
      return put("ttl", true);
    }

    /** Puts rows into workspaces: each has its own unique values, references and pages. */
    public Builder workspaceable() {
      return put("workspaceable", true);
    }

    /** Names the path segment of the collection; the entity's name when it is not said. */
    public Builder adminApiName(String segment) {
      return put("admin_api_name", segment);
    }

    /** Names the path segment of the collection under a parent. */
    public Builder adminApiNestedName(String segment) {
      return put("admin_api_nested_name", segment);
    }

    /** Keeps the entity out of the Admin API. */
    public Builder noAdminApi() {
      return put("generate_admin_api", false);
    }

    /** Names the field whose value selects a subschema. */
    public Builder subschemaKey(String field) {
      return put("subschema_key", field);
    }

    /** Words the refusal of a value without a subschema; {@code %s} in it stands for the value. */
    public Builder subschemaError(String message) {
      return put("subschema_error", message);
    }

    /** Adds a field. */
    public Builder field(String name, Field<?> field) {
      return put("fields", FieldData.append(definition.get("fields"), name, field.attributes()));
    }

    /** Adds fields. */
    public Builder fields(Attribute<?>... fields) {
      for (Attribute<?> field : fields) {
        field(field.name(), FieldData.declared(field));
      }
      return this;
    }

    /** Adds a check over several fields. */
    public Builder check(Check check) {
      return put("entity_checks", FieldData.append(definition.get("entity_checks"), check.data()));
    }

    /** Checks the whole entity, complete. */
    public Builder check(Check.Rule rule) {
      return put("check", rule);
    }

    /** Adds a shorthand. */
    public Builder shorthand(Shorthand<?> shorthand) {
      return put(
          "shorthand_fields",
          FieldData.append(definition.get("shorthand_fields"), shorthand.name(), shorthand.data()));
    }

    /** Adds a transformation. */
    public Builder transformation(Transformation transformation) {
      return put(
          "transformations",
          FieldData.append(definition.get("transformations"), transformation.data()));
    }

    private Builder put(String property, Object value) {
      definition.put(property, value);
      return this;
    }

    /**
     * Returns the schema.
     *
     * @throws SchemaException when the declaration is not correct, with every problem and its path
     */
    public Schema build() {
      return checked(new LinkedHashMap<>(definition));
    }
  }
}
