/**
 * Real databases for development and tests, without Docker: {@link
 * dev.plinth.embedded.EmbeddedPostgres} and {@link dev.plinth.embedded.EmbeddedCassandra}; and a
 * ring of Cassandra nodes that can be made to fail, {@link dev.plinth.embedded.EmbeddedRing}.
 *
 * <p>Each of the first two is, in this order: the one that an environment variable names, a
 * container when a Docker engine answers and Testcontainers is on the class path, else a process of
 * its own from binaries out of Maven Central. Processes end with the JVM that started them, however
 * that ends.
 */
@NullMarked
package dev.plinth.embedded;

import org.jspecify.annotations.NullMarked;
