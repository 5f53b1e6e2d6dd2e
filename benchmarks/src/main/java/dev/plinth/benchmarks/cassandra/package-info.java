/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Benchmarks of Cassandra: the bare driver as the floor, and the mappers over it as peers. */
@org.jspecify.annotations.NullMarked
package dev.plinth.benchmarks.cassandra;
