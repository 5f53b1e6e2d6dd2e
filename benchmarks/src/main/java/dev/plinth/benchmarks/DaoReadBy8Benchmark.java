/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/** As {@link DaoReadBenchmark}, by eight threads at a time. */
@Threads(8)
public class DaoReadBy8Benchmark extends DaoReadBenchmark {}
