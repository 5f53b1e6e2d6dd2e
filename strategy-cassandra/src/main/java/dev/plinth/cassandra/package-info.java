/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Cassandra strategy: {@link dev.plinth.cassandra.CassandraStrategy}. */
@NullMarked
package dev.plinth.cassandra;

import org.jspecify.annotations.NullMarked;
