/**
 * The schema language: declare an entity with {@link dev.plinth.schema.Schema}, link declarations
 * with {@link dev.plinth.schema.SchemaSet}, and process input with the {@link
 * dev.plinth.schema.EntityType} that comes out.
 *
 * <p>Three values, three homes: {@link dev.plinth.schema.Values} is what a caller sends (absent,
 * null and value differ), {@link dev.plinth.schema.Entity} is a stored row (null or value), and a
 * user's {@code record} is a view of one.
 */
@NullMarked
package dev.plinth.schema;

import org.jspecify.annotations.NullMarked;
