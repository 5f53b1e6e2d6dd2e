/** The PostgreSQL strategy: {@link dev.plinth.postgres.PostgresStrategy}. */
@NullMarked
package dev.plinth.postgres;

import org.jspecify.annotations.NullMarked;
