/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/** As {@link DaoWriteBenchmark}, by eight threads at a time. */
@Threads(8)
public class DaoWriteBy8Benchmark extends DaoWriteBenchmark {}
