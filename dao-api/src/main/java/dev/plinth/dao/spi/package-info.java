/**
 * What a store has to offer: a {@link dev.plinth.dao.spi.Strategy} gives an {@link
 * dev.plinth.dao.spi.EntityStore} for each {@link dev.plinth.dao.spi.Table}.
 *
 * <p>A store sees flat columns and natural Java values; schemas, references between rows,
 * workspaces and events are the engine's. The kit in {@code plinth-tck} says whether a strategy is
 * right.
 */
@NullMarked
package dev.plinth.dao.spi;

import org.jspecify.annotations.NullMarked;
