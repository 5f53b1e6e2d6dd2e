/**
 * Migrations in two phases: {@link dev.plinth.migrations.Migration} says what to do, {@link
 * dev.plinth.migrations.Subsystem} in which order, {@link dev.plinth.migrations.Migrations} does
 * it.
 *
 * <p>The first phase, {@code up}, adds what new code needs while old code still runs; the second,
 * {@code teardown}, removes what only old code needed.
 */
@NullMarked
package dev.plinth.migrations;

import org.jspecify.annotations.NullMarked;
