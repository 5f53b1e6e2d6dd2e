/**
 * Data access: open a {@link dev.plinth.dao.Db} on a strategy, take a {@link dev.plinth.dao.Dao}
 * from it, name entities by {@link dev.plinth.schema.Key} and send {@link
 * dev.plinth.schema.Values}.
 *
 * <p>What goes wrong is a {@link dev.plinth.dao.DaoException}, of one of ten families by what the
 * caller does next.
 */
@NullMarked
package dev.plinth.dao;

import org.jspecify.annotations.NullMarked;
