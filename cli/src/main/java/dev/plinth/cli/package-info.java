/**
 * The commands a person runs, mounted by an {@link dev.plinth.cli.Application} with its own
 * schemas, migrations and strategies.
 */
@NullMarked
package dev.plinth.cli;

import org.jspecify.annotations.NullMarked;
