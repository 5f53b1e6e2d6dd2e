/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of the floor: a result, or what is wrong. */
record Outcome<T>(@Nullable T result, List<Problems.Problem> problems) {}
