/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas linked with each other and compiled: references resolved, cycles refused. The compile
 * entry point.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SchemaSet {
  private final List<Schema> schemas;
  private final Clock clock;
  private final Linked linked;

  private SchemaSet(List<Schema> schemas, Clock clock) {
    this.schemas = List.copyOf(schemas);
    this.clock = clock;
    this.linked = Linked.link(this.schemas, clock);
  }

  /**
   * Links schemas, in any order.
   *
   * @throws SchemaException when a reference names no schema, two have one name, or references go
   *     in a circle
   */
  public static SchemaSet of(Schema... schemas) {
    return of(List.of(schemas));
  }

  /**
   * Links schemas, in any order.
   *
   * @throws SchemaException when a reference names no schema, two have one name, or references go
   *     in a circle
   */
  public static SchemaSet of(List<Schema> schemas) {
    return new SchemaSet(schemas, Clock.systemUTC());
  }

  /**
   * Reads and links the schema files ({@code .yaml}, {@code .yml}, {@code .json}) of a folder.
   *
   * @throws SchemaException when a file is not correct or the set does not link, with every
   *     problem, its file and its path
   */
  public static SchemaSet load(Path folder, Functions functions) {
    return of(SchemaFile.readAll(folder, functions));
  }

  /**
   * Reads and links the schema files listed, one a line, by {@code index} in a folder of the class
   * path.
   *
   * @throws SchemaException when a file is not correct or the set does not link, with every
   *     problem, its file and its path
   */
  public static SchemaSet load(ClassLoader loader, String folder, Functions functions) {
    return of(SchemaFile.readAll(loader, folder, functions));
  }

  /** Returns this set with more schemas. */
  public SchemaSet plus(Schema... more) {
    List<Schema> all = new ArrayList<>(schemas);
    all.addAll(List.of(more));
    return new SchemaSet(all, clock);
  }

  /**
   * Returns this set with the schemas of the files listed, one a line, by {@code index} in a folder
   * of the class path.
   *
   * @throws SchemaException when a file is not correct or the set does not link, with every
   *     problem, its file and its path
   */
  public SchemaSet plus(ClassLoader loader, String folder, Functions functions) {
    return plus(SchemaFile.readAll(loader, folder, functions).toArray(new Schema[0]));
  }

  /**
   * Returns this set with subschemas added to one of its schemas.
   *
   * @throws SchemaException when a subschema does not fit the schema
   */
  public SchemaSet plus(String schema, Subschema... subschemas) {
    type(schema);
    return new SchemaSet(
        schemas.stream()
            .map(one -> one.name().equals(schema) ? one.plus(List.of(subschemas)) : one)
            .toList(),
        clock);
  }

  /** Returns this set with automatic timestamps read from another clock. */
  public SchemaSet withClock(Clock other) {
    return new SchemaSet(schemas, other);
  }

  /**
   * Returns the compiled schema.
   *
   * @throws IllegalArgumentException when there is none of that name, with the names there are
   */
  public EntityType type(String name) {
    return linked.type(name);
  }

  /** Returns the compiled schemas, referenced ones before those that refer to them. */
  public List<EntityType> types() {
    return linked.types();
  }

  /**
   * Returns the entities with their fields and references as an {@code erDiagram} of Mermaid, which
   * many viewers of Markdown draw. Keys are marked; a reference tells its field and what a delete
   * does. The same for the same schemas, in whatever order they were given.
   */
  public String toMermaid() {
    return MermaidDiagram.of(types());
  }

  /**
   * Returns the same as a picture: an SVG document for light and dark grounds, which needs nothing
   * else.
   */
  public String toSvg() {
    return SvgDiagram.of(types());
  }

  /** Returns the declarations, as given. */
  public List<Schema> schemas() {
    return schemas;
  }
}
